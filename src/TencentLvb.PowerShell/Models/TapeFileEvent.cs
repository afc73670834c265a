namespace TencentLvb;

/// <summary>A recording is ready (event type 100).</summary>
public sealed class TapeFileEvent : LvbEvent
{
    internal TapeFileEvent()
    {
    }

    /// <summary>The id of the video in the on-demand service.</summary>
    public string? Vid { get; internal init; }

    /// <summary>Where the file can be fetched.</summary>
    public string? Url { get; internal init; }

    /// <summary>In bytes; for HLS that of the playlist. Null where the service does not tell, and above 2^63 - 1.</summary>
    public long? FileSize { get; internal init; }

    /// <summary>When the recording began, not exact to the second.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When the recording ended, not exact to the second.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>The id of the file. Digits in full.</summary>
    public string? FileId { get; internal init; }

    /// <summary>flv, hls, mp4 or aac.</summary>
    public string? FileFormat { get; internal init; }

    /// <summary>The length of what was recorded; it may differ from end minus start.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>The recording task. Digits in full, or the id of API 3.0; null where the service does not tell.</summary>
    public string? TaskId { get; internal init; }

    /// <summary>The query of the push address. Contains its txSecret: do not log it.</summary>
    public string? StreamParameter { get; internal init; }

    /// <summary>The address of the file.</summary>
    public override string Detail => Url ?? "";
}
