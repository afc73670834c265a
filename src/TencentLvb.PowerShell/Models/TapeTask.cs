namespace TencentLvb;

/// <summary>Represents a recording task (LVB: Live_Tape_Start).</summary>
public sealed class TapeTask
{
    /// <summary>The ID of the recorded stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null if the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null if the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The ID of the task, which is required to stop it. On API 2.0 a whole number of up to 20 digits.</summary>
    public string TaskId { get; internal init; } = "";

    /// <summary>The start of the recording; null if it is not known.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>The latest end of the recording; null if it is not known.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>Indicates whether it is a real-time task, which starts immediately and lasts at most 30 minutes.</summary>
    public bool RealTime { get; internal init; }

    /// <summary>The time at which a call ended the task; null if it was not ended, or if that is not known (API 2.0).</summary>
    public DateTimeOffset? Stopped { get; internal init; }

    /// <summary>The recording template; null if none was specified, and on API 2.0.</summary>
    public long? TemplateId { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
