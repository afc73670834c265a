namespace TencentLvb;

/// <summary>Represents the notification that a recorded file is ready (event type 100).</summary>
public sealed class TapeFileEvent : LvbEvent
{
    internal TapeFileEvent()
    {
    }

    /// <summary>The ID of the file in video on demand.</summary>
    public string? Vid { get; internal init; }

    /// <summary>The address of the file.</summary>
    public string? Url { get; internal init; }

    /// <summary>
    /// The size in bytes; for HLS the size of the playlist. Null if the service does not report it or it exceeds 2^63 - 1.
    /// </summary>
    public long? FileSize { get; internal init; }

    /// <summary>The time at which the recording started, not exact to the second.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>The time at which the recording ended, not exact to the second.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>The file ID. All digits.</summary>
    public string? FileId { get; internal init; }

    /// <summary>The format: flv, hls, mp4 or aac.</summary>
    public string? FileFormat { get; internal init; }

    /// <summary>The duration of the recorded media. It may differ from end minus start.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>The recording task: all digits, or the ID of API 3.0; null if the service does not report it.</summary>
    public string? TaskId { get; internal init; }

    /// <summary>The query of the push address. It contains the txSecret: do not log it.</summary>
    public string? StreamParameter { get; internal init; }

    /// <summary>Gets the address of the file.</summary>
    public override string Detail => Url ?? "";
}
