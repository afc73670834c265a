using System.Management.Automation;

namespace TencentLvb.Profiles;

/// <summary>Which profile file, and which profile of it, a cmdlet of this session means.</summary>
internal static class ProfileChoice
{
    /// <inheritdoc cref="ProfileFile.Find"/>
    public static ProfileFile? FindFile(PSCmdlet cmdlet) =>
        ProfileFile.Find(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath);

    /// <summary>The profile of that name.</summary>
    /// <exception cref="LvbException">There is none, or the file is damaged.</exception>
    public static LvbProfile Named(PSCmdlet cmdlet, string name)
    {
        var file = FindFile(cmdlet) ?? throw ProfileErrors.NoPlace();
        return file.Read().Find(name) ?? throw ProfileErrors.NotFound(name, file.Path);
    }

    /// <summary>The profile to use when nothing is connected: the one that <c>$env:LVB_PROFILE</c> names, else the default one; null when there is none.</summary>
    public static LvbProfile? WhenNotConnected(PSCmdlet cmdlet)
    {
        var named = Environment.GetEnvironmentVariable("LVB_PROFILE");
        if (FindFile(cmdlet) is not { } file)
        {
            return string.IsNullOrEmpty(named) ? null : throw ProfileErrors.NoPlace();
        }

        var document = file.Read();
        return string.IsNullOrEmpty(named)
            ? document.Default is { } name ? document.Find(name) : null
            : document.Find(named!) ?? throw ProfileErrors.NotFound(named!, file.Path, isFromEnvironment: true);
    }
}
