using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Reads the keys that tccli stores for one of its profiles. Keys of a browser or SSO login are short-lived, and only tccli can renew
/// them: they are used while they are valid, and the file is read again before they expire.
/// </summary>
internal sealed class TccliCredentials(CredentialEnvironment environment, string? profile, Func<DateTimeOffset> utcNow) : ICredentialSource
{
    // tccli renews them in the last five minutes whenever it runs.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    public Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation)
    {
        var name = profile ?? environment.Variable("TCCLI_PROFILE") ?? "default";
        if (environment.Home() is not { } home)
        {
            search.LookedAt("~/.tccli", "this user has no home folder");
            return Task.FromResult<Api3Credential?>(null);
        }

        var path = Path.Combine(home, ".tccli", CheckName(name) + ".credential");
        if (CredentialFileText.Read(path) is { } text)
        {
            return Task.FromResult(Read(path, text, name, search));
        }

        search.LookedAt(path, "no such file");
        return Task.FromResult<Api3Credential?>(null);
    }

    private static string CheckName(string name) =>
        name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && name.IndexOfAny(['/', '\\']) < 0
            ? name
            : throw LvbErrors.InvalidArgument(
                $"'{name}' is not a valid tccli profile name.",
                "Specify a name without a path, such as default.");

    private Api3Credential? Read(string path, string text, string name, CredentialSearch search)
    {
        using var json = Parse(path, text);
        var root = json.RootElement;
        var id = Field(root, "secretId");
        var key = Field(root, "secretKey");
        if (id is null && key is null)
        {
            search.LookedAt(path, Field(root, "type") is "cvm-role"
                ? "this profile uses the role of the CVM instance: connect with -CredentialSource CvmRole"
                : "it has no secretId and no secretKey");
            return null;
        }

        if (id is null || key is null)
        {
            search.FoundHalf(path, id is null ? "secretKey" : "secretId", id is null ? "secretId" : "secretKey");
            throw search.NotFound();
        }

        var found = CredentialText.Make(id, key, Field(root, "token"), "the file " + path) with
        {
            RoleArn = Field(root, "role-arn"),
            RoleSessionName = Field(root, "role-session-name"),
        };
        return Field(root, "type") is "oauth" or "sso" && WireReader.UnixTime(root, "expiresAt") is { } end
            ? WithEnd(found, end, name)
            : found;
    }

    private Api3Credential WithEnd(Api3Credential found, DateTimeOffset end, string name)
    {
        var left = end - utcNow();
        if (left <= TimeSpan.Zero)
        {
            var option = name == "default" ? "" : " --profile " + CommandText.QuoteIfNeeded(name);
            throw CredentialErrors.Expired(
                $"The keys in {found.Origin} expired at {Moment(end)}, and only tccli can renew them.",
                $"Run tccli once, for example: tccli live DescribeLiveDomains{option}. "
                    + $"If the tccli login has also expired, run: tccli auth login{option}.");
        }

        return found with { RenewAfter = left > Margin ? left - Margin : TimeSpan.Zero, EndsAfter = left };
    }

    private static string Moment(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string? Field(JsonElement root, string name) =>
        WireReader.Text(root, name)?.Trim() is { Length: > 0 } value ? value : null;

    private static JsonDocument Parse(string path, string text)
    {
        JsonException? why = null;
        try
        {
            var json = JsonDocument.Parse(
                text.TrimStart('\uFEFF'),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
        }
        catch (JsonException e)
        {
            why = e;
        }

        throw CredentialErrors.File(
            path,
            why is null ? "does not contain a JSON object" : $"is not valid JSON (line {why.LineNumber + 1})",
            "Recreate the file: tccli configure.");
    }
}
