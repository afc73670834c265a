namespace TencentLvb.Emulator;

/// <summary>Represents a callback template: the address of each kind of notification, and the key that signs all of them.</summary>
internal sealed class CallbackTemplate(long id)
{
    public const string Began = "StreamBeginNotifyUrl";
    public const string Ended = "StreamEndNotifyUrl";
    public const string Recorded = "RecordNotifyUrl";
    public const string Screenshot = "SnapshotNotifyUrl";
    public const string RecordStatus = "RecordStatusNotifyUrl";

    /// <summary>Gets the names of the addresses. The emulator posts to the first four; the others are only stored.</summary>
    public static IReadOnlyList<string> UrlNames { get; } =
    [
        Began, Ended, Recorded, Screenshot, RecordStatus, "PornCensorshipNotifyUrl", "StreamMixNotifyUrl", "PushExceptionNotifyUrl",
        "AudioAuditNotifyUrl", "RecordExceptionNotifyUrl",
    ];

    public long Id { get; } = id;

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>Gets the key. If it is empty, notifications contain neither <c>t</c> nor <c>sign</c>.</summary>
    public string Key { get; private set; } = "";

    public Signer? Signer { get; private set; }

    /// <summary>Gets the addresses by name, without those that are not set.</summary>
    public Dictionary<string, string> Urls { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> ExceptionLevels { get; set; } = [];

    public void SetKey(string key)
    {
        Signer?.Dispose();
        Key = key;
        Signer = key.Length > 0 ? new Signer(key) : null;
    }

    public string? UrlOf(AccountEvent happened) => Urls.TryGetValue(NameOf(happened), out var url) ? url : null;

    private static string NameOf(AccountEvent happened) => happened switch
    {
        PushStarted => Began,
        PushEnded => Ended,
        FileRecorded => Recorded,
        _ => Screenshot,
    };
}

/// <summary>Assigns a template to a push domain and a path.</summary>
internal sealed record CallbackRule(string PushDomain, string AppName, long TemplateId, DateTimeOffset CreatedAt)
{
    public bool Fits(string pushDomain, string appName) =>
        string.Equals(PushDomain, pushDomain, StringComparison.OrdinalIgnoreCase) && AppName == appName;
}
