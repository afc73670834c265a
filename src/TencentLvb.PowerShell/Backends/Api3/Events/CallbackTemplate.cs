using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents a callback rule: the template that applies to a push domain and path.</summary>
internal sealed record CallbackRule(string PushDomain, string AppName, long TemplateId)
{
    public bool IsFor(string domain, string app) =>
        string.Equals(PushDomain, domain, StringComparison.OrdinalIgnoreCase) && AppName == app;

    public override string ToString() => PushDomain + "/" + AppName;
}

/// <summary>Represents a callback template: an address for each type of event, and one key for all. The key is not exposed.</summary>
internal sealed record CallbackTemplate(long Id, string? Name, IReadOnlyDictionary<string, string> Addresses, string? Key)
{
    /// <summary>The fields of the addresses by event type.</summary>
    public static readonly IReadOnlyDictionary<LvbEventType, string> Fields = new Dictionary<LvbEventType, string>
    {
        [LvbEventType.StreamStarted] = "StreamBeginNotifyUrl",
        [LvbEventType.StreamEnded] = "StreamEndNotifyUrl",
        [LvbEventType.TapeFileCreated] = "RecordNotifyUrl",
        [LvbEventType.TapeState] = "RecordStatusNotifyUrl",
        [LvbEventType.ScreenshotCreated] = "SnapshotNotifyUrl",
        [LvbEventType.ImageAudit] = "PornCensorshipNotifyUrl",
        [LvbEventType.PushAnomaly] = "PushExceptionNotifyUrl",
        [(LvbEventType)315] = "AudioAuditNotifyUrl",
        [LvbEventType.TapeAnomaly] = "RecordExceptionNotifyUrl",
    };

    private const int LongestName = 255;

    /// <summary>Returns the name of the template that this module creates for a path, so that it can be found again.</summary>
    public static string NameFor(string domain, string app)
    {
        var name = new StringBuilder("TencentLvb-");
        foreach (var c in domain.ToLowerInvariant() + "-" + app)
        {
            name.Append(c is '_' or '-' || char.IsLetterOrDigit(c) ? c : '_');
        }

        return name.Length > LongestName ? name.ToString(0, LongestName) : name.ToString();
    }

    public static CallbackTemplate Read(JsonElement row)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in Fields.Values)
        {
            if (WireReader.Text(row, field) is { Length: > 0 } address)
            {
                addresses[field] = address;
            }
        }

        return new CallbackTemplate(
            WireReader.Long(row, "TemplateId") ?? throw new FormatException("TemplateId is missing."),
            WireReader.Text(row, "TemplateName"),
            addresses,
            WireReader.Text(row, "CallbackKey") is { Length: > 0 } key ? key : null);
    }

    /// <summary>Returns the template with other addresses. An empty address removes one.</summary>
    public CallbackTemplate With(IEnumerable<LvbEventType> types, Uri? address, string? key)
    {
        var addresses = Addresses.ToDictionary(a => a.Key, a => a.Value);
        foreach (var type in types)
        {
            if (address is null)
            {
                addresses.Remove(Fields[type]);
            }
            else
            {
                addresses[Fields[type]] = address.OriginalString;
            }
        }

        return this with { Addresses = addresses, Key = key ?? Key };
    }

    /// <summary>Returns the whole template as a request body, to create a copy.</summary>
    public JsonObject ToBody()
    {
        var body = new JsonObject().With("TemplateName", Name).With("CallbackKey", Key);
        foreach (var address in Addresses)
        {
            body[address.Key] = address.Value;
        }

        return body;
    }

    public LvbCallback ToCallback(CallbackRule rule) => new()
    {
        PushDomain = rule.PushDomain,
        AppName = rule.AppName,
        TemplateId = rule.TemplateId,
        StreamStarted = Address(LvbEventType.StreamStarted),
        StreamEnded = Address(LvbEventType.StreamEnded),
        TapeFileCreated = Address(LvbEventType.TapeFileCreated),
        TapeState = Address(LvbEventType.TapeState),
        ScreenshotCreated = Address(LvbEventType.ScreenshotCreated),
        ImageAudit = Address(LvbEventType.ImageAudit),
        PushAnomaly = Address(LvbEventType.PushAnomaly),
        TapeAnomaly = Address(LvbEventType.TapeAnomaly),
        HasKey = Key is not null,
    };

    // The default text of a record shows its members, but the key must not be shown.
    public override string ToString() => FormattableString.Invariant($"{Id}");

    private Uri? Address(LvbEventType type) =>
        Addresses.TryGetValue(Fields[type], out var text) && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address)
            ? address : null;
}
