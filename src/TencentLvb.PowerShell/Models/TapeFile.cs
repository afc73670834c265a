namespace TencentLvb;

/// <summary>
/// Represents a recorded file of a stream (LVB: Live_Tape_GetFilelist). Values that the service does not report are null.
/// </summary>
public sealed class TapeFile
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null if the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null if the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The file ID: a whole number that often exceeds 63 bits, kept as text.</summary>
    public string? FileId { get; internal init; }

    /// <summary>The ID of the file in video on demand.</summary>
    public string? Vid { get; internal init; }

    /// <summary>The address of the file; derived from <see cref="Vid"/> if the service returns none.</summary>
    public string? Url { get; internal init; }

    /// <summary>The time at which the recording started.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>The time at which the recording ended.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>The time from start to end. The media in the file may be slightly longer or shorter.</summary>
    public TimeSpan? Duration => EndTime - StartTime;

    /// <summary>The recording task; null for files that were not recorded by a task of <c>Start-LvbTape</c>.</summary>
    public string? TaskId { get; internal init; }

    /// <summary>The size of the file in bytes.</summary>
    public long? FileSize { get; internal init; }

    /// <summary>The format, for example <c>mp4</c>. An unknown number of the service is kept.</summary>
    public string? FileFormat { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
