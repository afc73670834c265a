namespace TencentLvb;

/// <summary>
/// Represents the addresses to which the service posts the notifications of a push domain and path (API 3.0: a callback rule and its
/// template). An address that is not set is null. The key is never shown.
/// </summary>
public sealed class LvbCallback
{
    /// <summary>The push domain.</summary>
    public string PushDomain { get; internal init; } = "";

    /// <summary>The path of the push address, usually <c>live</c>.</summary>
    public string AppName { get; internal init; } = "";

    /// <summary>The ID of the callback template that holds the addresses. Other paths may use the same template.</summary>
    public long TemplateId { get; internal init; }

    /// <summary>The address for the start of pushes.</summary>
    public Uri? StreamStarted { get; internal init; }

    /// <summary>The address for the end of pushes.</summary>
    public Uri? StreamEnded { get; internal init; }

    /// <summary>The address for recorded files.</summary>
    public Uri? TapeFileCreated { get; internal init; }

    /// <summary>The address for screenshots.</summary>
    public Uri? ScreenshotCreated { get; internal init; }

    /// <summary>The address for image audits.</summary>
    public Uri? ImageAudit { get; internal init; }

    /// <summary>The address for push anomalies.</summary>
    public Uri? PushAnomaly { get; internal init; }

    /// <summary>The address for the states of recording tasks. The service accepts this address, but does not always return it.</summary>
    public Uri? TapeState { get; internal init; }

    /// <summary>The address for anomalies of recording tasks.</summary>
    public Uri? TapeAnomaly { get; internal init; }

    /// <summary>Indicates whether a key signs the notifications.</summary>
    public bool HasKey { get; internal init; }

    /// <summary>Gets the event types that have an address.</summary>
    internal static IReadOnlyList<LvbEventType> Kinds { get; } =
    [
        LvbEventType.StreamStarted, LvbEventType.StreamEnded, LvbEventType.TapeFileCreated, LvbEventType.ScreenshotCreated,
        LvbEventType.ImageAudit, LvbEventType.PushAnomaly, LvbEventType.TapeState, LvbEventType.TapeAnomaly,
    ];

    /// <summary>Returns the push domain and path.</summary>
    public override string ToString() => PushDomain + "/" + AppName;
}
