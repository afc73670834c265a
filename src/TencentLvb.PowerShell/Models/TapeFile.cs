namespace TencentLvb;

/// <summary>A recorded file of a stream (LVB: Live_Tape_GetFilelist). What the service does not tell is null.</summary>
public sealed class TapeFile
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The file's id: a whole number, often beyond 63 bits, kept as text.</summary>
    public string? FileId { get; internal init; }

    /// <summary>The file's id in video on demand.</summary>
    public string? Vid { get; internal init; }

    /// <summary>Where the file can be fetched; made from <see cref="Vid"/> when the service tells no address.</summary>
    public string? Url { get; internal init; }

    /// <summary>When the recording began.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When the recording ended.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>From start to end. The media in the file may be a little longer or shorter.</summary>
    public TimeSpan? Duration => EndTime - StartTime;

    /// <summary>The recording task; null for files that no task of <c>Start-LvbTape</c> made.</summary>
    public string? TaskId { get; internal init; }

    /// <summary>The file's size in bytes.</summary>
    public long? FileSize { get; internal init; }

    /// <summary>The format, as <c>mp4</c>; a number of the service whose meaning is not known stays as it is.</summary>
    public string? FileFormat { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
