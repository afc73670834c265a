namespace TencentLvb;

/// <summary>A push began or ended (event types 1 and 0).</summary>
public sealed class StreamStateEvent : LvbEvent
{
    internal StreamStateEvent()
    {
    }

    /// <summary>The same as <see cref="LvbEvent.PushDomain"/>.</summary>
    public string? Domain => PushDomain;

    /// <summary>When it happened.</summary>
    public DateTimeOffset? EventTime { get; internal init; }

    /// <summary>The number of the push, the same at its begin and its end. Digits in full.</summary>
    public string? Sequence { get; internal init; }

    /// <summary>The service's node that took the push.</summary>
    public string? Node { get; internal init; }

    /// <summary>The address of who pushes.</summary>
    public string? UserIP { get; internal init; }

    /// <summary>Why the push ended: 0 is none given, 1 and 2 the broadcaster stopped, 3 and 4 the connection broke.</summary>
    public int? ErrorCode { get; internal init; }

    /// <summary>The service's text to <see cref="ErrorCode"/>. It may speak of an error where the code is 0.</summary>
    public string? ErrorMessage { get; internal init; }

    /// <summary>The query of the push address. Contains its txSecret: do not log it.</summary>
    public string? StreamParameter { get; internal init; }

    /// <summary>How long the push lasted; null at its begin, and where the service does not tell.</summary>
    public TimeSpan? PushDuration { get; internal init; }

    /// <summary>Who pushed, and why the push ended.</summary>
    public override string Detail => $"{UserIP} {ErrorMessage}".Trim();
}
