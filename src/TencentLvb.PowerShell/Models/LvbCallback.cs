namespace TencentLvb;

/// <summary>
/// Where the service posts the notifications of a push domain and path (API 3.0: a callback rule and its template). An address that is not
/// set is null. The key is never shown.
/// </summary>
public sealed class LvbCallback
{
    /// <summary>The push domain.</summary>
    public string PushDomain { get; internal init; } = "";

    /// <summary>The path of the push address, usually <c>live</c>.</summary>
    public string AppName { get; internal init; } = "";

    /// <summary>The callback template that holds the addresses. Other paths may use it too.</summary>
    public long TemplateId { get; internal init; }

    /// <summary>For pushes that begin.</summary>
    public Uri? StreamStarted { get; internal init; }

    /// <summary>For pushes that end.</summary>
    public Uri? StreamEnded { get; internal init; }

    /// <summary>For recorded files.</summary>
    public Uri? TapeFileCreated { get; internal init; }

    /// <summary>For screenshots.</summary>
    public Uri? ScreenshotCreated { get; internal init; }

    /// <summary>For image audit.</summary>
    public Uri? ImageAudit { get; internal init; }

    /// <summary>For pushes with anomalies.</summary>
    public Uri? PushAnomaly { get; internal init; }

    /// <summary>For the states of recording tasks. The service accepts this address, but does not always return it.</summary>
    public Uri? TapeState { get; internal init; }

    /// <summary>For anomalies of recording tasks.</summary>
    public Uri? TapeAnomaly { get; internal init; }

    /// <summary>Whether a key signs the notifications.</summary>
    public bool HasKey { get; internal init; }

    /// <summary>The kinds of events that have an address.</summary>
    internal static IReadOnlyList<LvbEventType> Kinds { get; } =
    [
        LvbEventType.StreamStarted, LvbEventType.StreamEnded, LvbEventType.TapeFileCreated, LvbEventType.ScreenshotCreated,
        LvbEventType.ImageAudit, LvbEventType.PushAnomaly, LvbEventType.TapeState, LvbEventType.TapeAnomaly,
    ];

    /// <summary>Push domain and path.</summary>
    public override string ToString() => PushDomain + "/" + AppName;
}
