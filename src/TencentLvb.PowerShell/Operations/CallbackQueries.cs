using System.Security;

namespace TencentLvb.Operations;

/// <summary>Which recording tasks: those of a stream, or with null of all, that lie within a window, both ends included.</summary>
internal sealed record TapeTaskQuery(StreamKey? Stream, TimeWindow Window);

/// <summary>Which notifications that were posted about a stream.</summary>
internal sealed record NotificationRecordQuery(StreamKey Stream, TimeWindow Window)
{
    /// <summary>Only this kind; null for all.</summary>
    public int? EventType { get; init; }

    /// <summary>Only what was not delivered.</summary>
    public bool Undelivered { get; init; }
}

/// <summary>A notification that was posted, and what came back.</summary>
/// <param name="Record">What is known of it without reading what was posted.</param>
/// <param name="Posted">What was posted; null when the service does not say.</param>
internal sealed record NotificationRecord(LvbEventRecord Record, string? Posted);

/// <summary>Which callbacks: those of a push domain, and of a path; null for all.</summary>
internal sealed record CallbackQuery(string? PushDomain, string? AppName);

/// <summary>Addresses to set or to take away for a push domain and path.</summary>
internal sealed record CallbackChange(string? PushDomain, string? AppName)
{
    /// <summary>The kinds of events whose address changes. Empty for all, where a callback is removed.</summary>
    public IReadOnlyList<LvbEventType> EventTypes { get; init; } = [];

    /// <summary>Where they are posted to; null takes the addresses away.</summary>
    public Uri? Address { get; init; }

    /// <summary>The key that signs them; null leaves it as it is.</summary>
    public SecureString? Key { get; init; }

    /// <summary>The key for a place that has no addresses yet, when <see cref="Key"/> is null; null for none.</summary>
    public SecureString? DefaultKey { get; init; }

    /// <summary>Makes a template of its own where the present one is used elsewhere too.</summary>
    public bool Force { get; init; }
}
