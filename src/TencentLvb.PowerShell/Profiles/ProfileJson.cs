using System.Globalization;
using System.Text.Json.Nodes;

namespace TencentLvb.Profiles;

/// <summary>One profile as JSON. Only what was set is in it; the rest is Connect-Lvb's default of the day.</summary>
internal static class ProfileJson
{
    /// <summary>The names of the fields: those of a profile's properties.</summary>
    public static IReadOnlyCollection<string> Fields { get; } = Array.ConvertAll(typeof(LvbProfile).GetProperties(), p => p.Name);

    public static LvbProfile Read(string name, bool isDefault, JsonObject json, string path)
    {
        try
        {
            var usual = new LvbConnectionSettings
            {
                AppId = ValueOf<long>(json, "appId") is { } appId and > 0
                    ? appId
                    : throw new FormatException("appId is missing or not above 0"),
                ProfileName = name,
            };
            return new LvbProfile
            {
                Name = name,
                IsDefault = isDefault,
                Settings = usual with
                {
                    SecretName = Text(json, "secretName"),
                    Vault = Text(json, "vault"),
                    CallbackSecretName = Text(json, "callbackSecretName"),
                    Endpoint = Address(json, "endpoint") ?? usual.Endpoint,
                    StatEndpoint = Address(json, "statEndpoint") ?? usual.StatEndpoint,
                    Validity = Duration(json, "validity") ?? usual.Validity,
                    TimeoutSec = Number(json, "timeoutSec", 1, ConnectionLimits.TimeoutSec) ?? usual.TimeoutSec,
                    MaximumRetryCount = Number(json, "maximumRetryCount", 0, ConnectionLimits.RetryCount) ?? usual.MaximumRetryCount,
                    MaximumRequestsPerSecond = Number(json, "maximumRequestsPerSecond", 1, ConnectionLimits.RequestsPerSecond),
                },
            };
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw ProfileErrors.Damaged(path, $"in the profile '{name}', {e.Message}", e);
        }
    }

    /// <summary>Sets a value; null takes it out, so that the default holds again.</summary>
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
            _ => JsonValue.Create((string)value),
        };
        if (node is not null)
        {
            json[field] = node;
        }
    }

    private static string? Text(JsonObject json, string field) => Value<string>(json, field);

    private static Uri? Address(JsonObject json, string field) => Text(json, field) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address) && ConnectionLimits.IsAddress(address) => address,
        _ => throw new FormatException($"{field} is no absolute http or https address without user name or query"),
    };

    private static TimeSpan? Duration(JsonObject json, string field) => Text(json, field) switch
    {
        null => null,
        var text when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero => duration,
        _ => throw new FormatException($"{field} is no duration as 00:01:00"),
    };

    private static int? Number(JsonObject json, string field, int least, int most) => ValueOf<int>(json, field) switch
    {
        null => null,
        { } number when number >= least && number <= most => number,
        _ => throw new FormatException($"{field} is not from {least} to {most}"),
    };

    private static T? Value<T>(JsonObject json, string field)
        where T : class => json[field] is { } node ? Get<T>(node, field) : null;

    private static T? ValueOf<T>(JsonObject json, string field)
        where T : struct => json[field] is { } node ? Get<T>(node, field) : null;

    private static T Get<T>(JsonNode node, string field) =>
        node is JsonValue value && value.TryGetValue<T>(out var result)
            ? result
            : throw new FormatException($"{field} is not of the right kind");
}
