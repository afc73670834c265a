namespace TencentLvb;

/// <summary>A recording task (LVB: Live_Tape_Start).</summary>
public sealed class TapeTask
{
    /// <summary>The stream that is recorded.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The id of the task, which stops it. On API 2.0 a whole number of up to 20 digits.</summary>
    public string TaskId { get; internal init; } = "";

    /// <summary>When recording starts; null when it is not known.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When recording ends at the latest; null when it is not known.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>Whether it is a real-time task, which starts at once and lasts 30 minutes at most.</summary>
    public bool RealTime { get; internal init; }

    /// <summary>When the task was ended by a call; null when it was not, or when that is not known (API 2.0).</summary>
    public DateTimeOffset? Stopped { get; internal init; }

    /// <summary>The recording template; null when none was named, and on API 2.0.</summary>
    public long? TemplateId { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
