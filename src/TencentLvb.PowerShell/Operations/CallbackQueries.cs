using System.Security;

namespace TencentLvb.Operations;

/// <summary>Selects recording tasks: those of a stream, or of all streams if it is null, within a window including both ends.</summary>
internal sealed record TapeTaskQuery(StreamKey? Stream, TimeWindow Window);

/// <summary>Selects notifications that were posted about a stream.</summary>
internal sealed record NotificationRecordQuery(StreamKey Stream, TimeWindow Window)
{
    /// <summary>Gets the event type; null for all.</summary>
    public int? EventType { get; init; }

    /// <summary>Gets whether only undelivered notifications are selected.</summary>
    public bool Undelivered { get; init; }
}

/// <summary>Represents a posted notification and the response to it.</summary>
/// <param name="Record">The data of the notification without its body.</param>
/// <param name="Posted">The posted body; null if the service does not return it.</param>
internal sealed record NotificationRecord(LvbEventRecord Record, string? Posted);

/// <summary>Selects callbacks by push domain and path; null for all.</summary>
internal sealed record CallbackQuery(string? PushDomain, string? AppName);

/// <summary>Represents addresses to set or remove for a push domain and path.</summary>
internal sealed record CallbackChange(string? PushDomain, string? AppName)
{
    /// <summary>Gets the event types whose address changes. Empty for all, if a callback is removed.</summary>
    public IReadOnlyList<LvbEventType> EventTypes { get; init; } = [];

    /// <summary>Gets the address; null removes addresses.</summary>
    public Uri? Address { get; init; }

    /// <summary>Gets the signing key; null keeps the current one.</summary>
    public SecureString? Key { get; init; }

    /// <summary>Gets the key for a path without addresses if <see cref="Key"/> is null; null for none.</summary>
    public SecureString? DefaultKey { get; init; }

    /// <summary>Gets whether a separate template is created if the current one is used elsewhere.</summary>
    public bool Force { get; init; }
}
