namespace TencentLvb;

/// <summary>Represents the notification that a push started or ended (event types 1 and 0).</summary>
public sealed class StreamStateEvent : LvbEvent
{
    internal StreamStateEvent()
    {
    }

    /// <summary>The same as <see cref="LvbEvent.PushDomain"/>.</summary>
    public string? Domain => PushDomain;

    /// <summary>The time of the event.</summary>
    public DateTimeOffset? EventTime { get; internal init; }

    /// <summary>The sequence number of the push, the same at its start and its end. All digits.</summary>
    public string? Sequence { get; internal init; }

    /// <summary>The node of the service that received the push.</summary>
    public string? Node { get; internal init; }

    /// <summary>The IP address of the encoder.</summary>
    public string? UserIP { get; internal init; }

    /// <summary>Why the push ended: 0 no reason, 1 and 2 the broadcaster stopped, 3 and 4 the connection was lost.</summary>
    public int? ErrorCode { get; internal init; }

    /// <summary>The service's text for <see cref="ErrorCode"/>. It may describe an error even if the code is 0.</summary>
    public string? ErrorMessage { get; internal init; }

    /// <summary>The query of the push address. It contains the txSecret: do not log it.</summary>
    public string? StreamParameter { get; internal init; }

    /// <summary>The duration of the push; null at its start, and if the service does not report it.</summary>
    public TimeSpan? PushDuration { get; internal init; }

    /// <summary>Gets the address of the encoder and why the push ended.</summary>
    public override string Detail => $"{UserIP} {ErrorMessage}".Trim();
}
