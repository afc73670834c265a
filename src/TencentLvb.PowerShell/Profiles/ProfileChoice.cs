using System.Management.Automation;

namespace TencentLvb.Profiles;

/// <summary>Selects the profile file and the profile that a cmdlet of this session uses.</summary>
internal static class ProfileChoice
{
    /// <inheritdoc cref="ProfileFile.Find(Func{string, string})"/>
    public static ProfileFile? FindFile(PSCmdlet cmdlet) =>
        ProfileFile.Find(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath);

    /// <summary>Returns the profile with a name.</summary>
    /// <exception cref="LvbException">There is no such profile, or the file is damaged.</exception>
    public static LvbProfile Named(PSCmdlet cmdlet, string name)
    {
        var file = FindFile(cmdlet) ?? throw ProfileErrors.NoPlace();
        return Read(cmdlet, file).Find(name) ?? throw ProfileErrors.NotFound(name, file.Path);
    }

    /// <summary>
    /// Returns the profile to use without a connection: the one in <c>$env:LVB_PROFILE</c>, otherwise the default profile; null if there
    /// is none.
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

    /// <summary>Reads a file. Verbose output shows fields without effect.</summary>
    /// <exception cref="LvbException">The file is damaged or cannot be read.</exception>
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
