using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace TencentLvb.Profiles;

/// <summary>
/// Reads and writes one profile as JSON. It contains only settings that were specified; for others the current defaults of Connect-Lvb
/// apply.
/// </summary>
internal static class ProfileJson
{
    private static readonly string[] OfApi2 = ["appId", "statEndpoint", "validity"];

    private static readonly string[] OfApi3 =
        ["secretId", "credentialSource", "tccliProfile", "roleArn", "site", "region", "vodSubAppId", "recordTemplate"];

    private static readonly string[] Accounts = ["appId", "secretId", "secretName", "credentialSource"];

    /// <summary>Gets the names of the fields, which are those of a profile's properties.</summary>
    public static IReadOnlyCollection<string> Fields { get; } = Array.ConvertAll(typeof(LvbProfile).GetProperties(), p => p.Name);

    /// <summary>Determines whether a profile has settings that apply only to API 3.0.</summary>
    public static bool HasApi3Settings(JsonObject json) => OfApi3.Any(f => json[f] is not null);

    /// <summary>Determines whether the profile specifies an account, or a secret that does.</summary>
    public static bool NamesAccount(JsonObject json) => Accounts.Any(f => json[f] is not null);

    /// <summary>
    /// Returns the service of a profile; null if its secret determines it. If there is an APPID, fields that earlier versions did not
    /// know are ignored.
    /// </summary>
    public static LvbApi? ApiOf(JsonObject json) =>
        OfApi2.Any(f => json[f] is not null) ? LvbApi.V2 : HasApi3Settings(json) ? LvbApi.V3 : null;

    public static LvbProfile Read(string name, bool isDefault, JsonObject json, string path)
    {
        try
        {
            if (!NamesAccount(json))
            {
                throw new FormatException("no account is specified: appId, secretId, secretName and credentialSource are missing");
            }

            var api = ApiOf(json);
            var settings = Shared(name, json, api);
            return new LvbProfile(name, isDefault, api, api == LvbApi.V3 ? WithApi3(settings, json) : settings);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw ProfileErrors.Damaged(path, $"in the profile '{name}', {e.Message}", e);
        }
    }

    /// <summary>Sets a value; null removes it, so that the default applies again.</summary>
    public static void Set(JsonObject json, string field, object? value)
    {
        json.Remove(field);
        JsonNode? node = value switch
        {
            null => null,
            long number => JsonValue.Create(number),
            int number => JsonValue.Create(number),
            TimeSpan duration => JsonValue.Create(duration.ToString("c", CultureInfo.InvariantCulture)),
            Uri address => JsonValue.Create(address.ToString()),
            RecordTemplateMap map => new JsonObject(map.Templates.Select(t => new KeyValuePair<string, JsonNode?>(t.Key, t.Value))),
            Enum word => JsonValue.Create(word.ToString()),
            _ => JsonValue.Create((string)value),
        };
        if (node is not null)
        {
            json[field] = node;
        }
    }

    private static LvbConnectionSettings Shared(string name, JsonObject json, LvbApi? api)
    {
        var usual = new LvbConnectionSettings();
        return usual with
        {
            Api = api ?? LvbApi.V2,
            AppId = ValueOf<long>(json, "appId") is not { } appId ? null
                : appId > 0 ? appId
                : throw new FormatException("appId must be greater than 0"),
            SecretName = Text(json, "secretName"),
            Vault = Text(json, "vault"),
            CallbackSecretName = Text(json, "callbackSecretName"),
            Endpoint = Address(json, "endpoint", api),
            StatEndpoint = Address(json, "statEndpoint", api),
            Validity = Duration(json, "validity"),
            TimeoutSec = Number(json, "timeoutSec", 1, ConnectionLimits.TimeoutSec) ?? usual.TimeoutSec,
            MaximumRetryCount = Number(json, "maximumRetryCount", 0, ConnectionLimits.RetryCount) ?? usual.MaximumRetryCount,
            MaximumRequestsPerSecond = Number(json, "maximumRequestsPerSecond", 1, ConnectionLimits.RequestsPerSecond),
            PushDomain = Text(json, "pushDomain"),
            AppName = Text(json, "appName"),
            PlayDomain = Text(json, "playDomain"),
            ProfileName = name,
        };
    }

    private static LvbConnectionSettings WithApi3(LvbConnectionSettings shared, JsonObject json) => shared with
    {
        SecretId = Text(json, "secretId") is not { } id || ConnectionLimits.IsSecretId(id)
            ? Text(json, "secretId")
            : throw new FormatException("secretId is not a valid SecretId"),
        CredentialSource = Word<LvbCredentialSource>(json, "credentialSource"),
        TccliProfile = Text(json, "tccliProfile"),
        RoleArn = Text(json, "roleArn"),
        Site = Word<LvbSite>(json, "site"),
        Region = Text(json, "region") is not { } region || ConnectionLimits.IsRegion(region)
            ? Text(json, "region")
            : throw new FormatException("region is not a valid region name"),
        VodSubAppId = ValueOf<long>(json, "vodSubAppId"),
        RecordTemplate = json["recordTemplate"] is { } map ? Templates(map) : null,
    };

    private static RecordTemplateMap? Templates(JsonNode map)
    {
        var table = new Hashtable();
        foreach (var entry in map as JsonObject ?? throw new FormatException("recordTemplate is not an object"))
        {
            table[entry.Key] = entry.Value?.ToString();
        }

        return RecordTemplateMap.From(table);
    }

    private static string? Text(JsonObject json, string field) => Value<string>(json, field);

    private static T? Word<T>(JsonObject json, string field)
        where T : struct, Enum => Text(json, field) is not { } text ? null
            // Enum.TryParse would also accept numbers and lists.
            : Enum.GetNames(typeof(T)).FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } word
                ? (T)Enum.Parse(typeof(T), word)
            : throw new FormatException($"{field} must be one of {string.Join(", ", Enum.GetNames(typeof(T)))}");

    private static Uri? Address(JsonObject json, string field, LvbApi? api) => Text(json, field) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (api == LvbApi.V3 ? ConnectionLimits.IsApi3Address(address) : ConnectionLimits.IsAddress(address)) => address,
        _ => throw new FormatException(api == LvbApi.V3
            ? $"{field} must be an https address without a path, user name or query, for example https://live.tencentcloudapi.com"
            : $"{field} must be an absolute http or https address without a user name or query"),
    };

    private static TimeSpan? Duration(JsonObject json, string field) => Text(json, field) switch
    {
        null => null,
        var text when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration)
            && ConnectionLimits.IsValidity(duration) => duration,
        _ => throw new FormatException($"{field} must be a duration of at most 366 days, for example 00:01:00"),
    };

    private static int? Number(JsonObject json, string field, int least, int most) => ValueOf<int>(json, field) switch
    {
        null => null,
        { } number when number >= least && number <= most => number,
        _ => throw new FormatException($"{field} must be from {least} to {most}"),
    };

    private static T? Value<T>(JsonObject json, string field)
        where T : class => json[field] is { } node ? Get<T>(node, field) : null;

    private static T? ValueOf<T>(JsonObject json, string field)
        where T : struct => json[field] is { } node ? Get<T>(node, field) : null;

    private static T Get<T>(JsonNode node, string field) =>
        node is JsonValue value && value.TryGetValue<T>(out var result)
            ? result
            : throw new FormatException($"{field} has the wrong type");
}
