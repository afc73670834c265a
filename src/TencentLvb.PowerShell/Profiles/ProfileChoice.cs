using System.Management.Automation;

namespace TencentLvb.Profiles;

/// <summary>Which profile file, and which profile of it, a cmdlet of this session means.</summary>
internal static class ProfileChoice
{
    /// <inheritdoc cref="ProfileFile.Find(Func{string, string})"/>
    public static ProfileFile? FindFile(PSCmdlet cmdlet) =>
        ProfileFile.Find(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath);

    /// <summary>The profile of that name.</summary>
    /// <exception cref="LvbException">There is none, or the file is damaged.</exception>
    public static LvbProfile Named(PSCmdlet cmdlet, string name)
    {
        var file = FindFile(cmdlet) ?? throw ProfileErrors.NoPlace();
        return Read(cmdlet, file).Find(name) ?? throw ProfileErrors.NotFound(name, file.Path);
    }

    /// <summary>
    /// The profile to use when nothing is connected: the one that <c>$env:LVB_PROFILE</c> names, else the default one; null when there is
    /// none.
    /// </summary>
    public static LvbProfile? WhenNotConnected(PSCmdlet cmdlet)
    {
        var named = Environment.GetEnvironmentVariable("LVB_PROFILE");
        if (FindFile(cmdlet) is not { } file)
        {
            return string.IsNullOrEmpty(named) ? null : throw ProfileErrors.NoPlace();
        }

        var document = Read(cmdlet, file);
        if (!string.IsNullOrEmpty(named))
        {
            return document.Find(named!) ?? throw ProfileErrors.NotFound(named!, file.Path, "$env:LVB_PROFILE names it");
        }

        return document.DefaultName is { } name
            ? document.Find(name) ?? throw ProfileErrors.NotFound(name, file.Path, "the file names it as the default")
            : null;
    }

    /// <summary>What a file holds; a verbose line names what has no effect in it.</summary>
    /// <exception cref="LvbException">The file is damaged or can't be read.</exception>
    public static ProfileDocument Read(PSCmdlet cmdlet, ProfileFile file)
    {
        var document = file.Read();
        if (Cmdlets.Verbosity.IsOn(cmdlet))
        {
            foreach (var unknown in document.UnknownFields)
            {
                cmdlet.WriteVerbose(PrintableText.Of($"{file.Path}: {unknown}."));
            }
        }

        return document;
    }
}
