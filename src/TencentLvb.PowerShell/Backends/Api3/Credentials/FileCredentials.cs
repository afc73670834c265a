namespace TencentLvb.Backends.Api3;

/// <summary>
/// Reads keys from the file of the SDKs: <c>~/.tencentcloud/credentials</c>, otherwise the machine-wide file. The section
/// <c>[default]</c> is used.
/// </summary>
internal sealed class FileCredentials(CredentialEnvironment environment) : ICredentialSource
{
    private const string Section = "default";
    private const string IdName = "secret_id";
    private const string KeyName = "secret_key";

    public Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation)
    {
        foreach (var path in Paths())
        {
            if (CredentialFileText.Read(path) is not { } text)
            {
                search.LookedAt(path, "no such file");
                continue;
            }

            // As in the SDKs, only the first existing file is read.
            return Task.FromResult(Read(path, text, search));
        }

        return Task.FromResult<Api3Credential?>(null);
    }

    private static Api3Credential? Read(string path, string text, CredentialSearch search)
    {
        var section = Parse(path, text);
        var id = section[IdName];
        var key = section[KeyName];
        if (id is not null && key is not null)
        {
            return CredentialText.Make(id, key, section["token"], "the file " + path) with { RoleArn = section["role_arn"] };
        }

        if (id is null && key is null)
        {
            search.LookedAt(
                path,
                section.IsPresent ? $"its section [{Section}] has no {IdName} and no {KeyName}" : $"it has no section [{Section}]");
            return null;
        }

        search.FoundHalf(path, id is null ? KeyName : IdName, id is null ? IdName : KeyName);
        throw search.NotFound();
    }

    private static IniSection Parse(string path, string text)
    {
        try
        {
            return IniSection.Read(text, Section);
        }
        catch (FormatException e)
        {
            throw CredentialErrors.File(
                path,
                $"cannot be read: {e.Message}",
                $"The file must contain a [{Section}] section with the lines '{IdName} = ...' and '{KeyName} = ...'.",
                e);
        }
    }

    private IEnumerable<string> Paths()
    {
        if (environment.Home() is { } home)
        {
            yield return Path.Combine(home, ".tencentcloud", "credentials");
        }

        if (environment.SystemFile is { } system)
        {
            yield return system;
        }
    }
}
