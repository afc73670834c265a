using System.Text;
using System.Text.Json;

namespace TencentLvb.Backends.Api3;

/// <summary>Reads the keys of the role that is bound to the CVM instance from its metadata service.</summary>
internal sealed class CvmRoleCredentials(MetadataClient metadata, Func<DateTimeOffset> utcNow) : ICredentialSource
{
    private const string Folder = "latest/meta-data/cam/security-credentials/";

    // The service issues new keys some minutes before the old ones expire.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(300);

    /// <summary>
    /// Returns the keys of the instance's role. If there is none, returns null, unless this source was specified explicitly.
    /// </summary>
    public async Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation)
    {
        try
        {
            return await FetchAsync(cancellation).ConfigureAwait(false);
        }
        catch (LvbException error) when (error.ErrorId == LvbErrors.NetworkId)
        {
            search.LookedAt("the role of a CVM instance", LvbErrors.Clause(error.Message));
            throw;
        }
    }

    private async Task<Api3Credential> FetchAsync(CancellationToken cancellation)
    {
        var list = await metadata.GetAsync(Folder, cancellation).ConfigureAwait(false);
        if (list.Status is not (200 or 404))
        {
            throw Refused($"returned HTTP status {list.Status}");
        }

        var role = FirstLine(list.Body);
        if (list.Status == 404 || role.Length == 0)
        {
            throw CredentialErrors.Role(
                "This CVM instance has no role.",
                "Bind a role in the CVM console (More > Instance settings > Bind/Modify a CAM role), or connect with other keys.");
        }

        var answer = await metadata.GetAsync(Folder + Uri.EscapeDataString(role), cancellation).ConfigureAwait(false);
        return answer.Status == 200
            ? Read(answer, role)
            : throw Refused($"returned HTTP status {answer.Status} for the role '{role}'");
    }

    private Api3Credential Read(MetadataAnswer answer, string role)
    {
        using var json = Parse(answer.Body) ?? throw Refused($"did not return JSON for the role '{role}'");
        var root = json.RootElement;
        if (WireReader.Text(root, "Code") is not "Success" and var code)
        {
            throw Refused($"returned '{LogRedaction.Foreign(code ?? "")}' instead of keys for the role '{role}'");
        }

        if (WireReader.Text(root, "TmpSecretId") is not { Length: > 0 } id
            || WireReader.Text(root, "TmpSecretKey") is not { Length: > 0 } key
            || WireReader.Text(root, "Token") is not { Length: > 0 } token
            || WireReader.UnixTime(root, "ExpiredTime") is not { } end)
        {
            throw Refused($"returned incomplete keys for the role '{role}'");
        }

        // According to the service's clock, because this machine's clock may be wrong.
        var left = end - (answer.Date ?? utcNow());
        return left > TimeSpan.Zero
            ? new TemporaryKeys(id, key, token, left).ToCredential($"the role {role} of this CVM instance", left - Margin)
            : throw Refused($"returned expired keys for the role '{role}'");
    }

    private LvbException Refused(string what) => CredentialErrors.Role(
        $"The metadata service {metadata.Address.Host} {what}.",
        "Check the role that is bound to this CVM instance, then connect again.");

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string FirstLine(byte[] body) => Encoding.UTF8.GetString(body).Trim().Split('\n')[0].Trim();
}
