namespace TencentLvb.Emulator;

/// <summary>Represents a recording task: timed or real-time. Its ID is a 64-bit number on API 2.0, and an opaque text on API 3.0.</summary>
internal sealed class TapeTask(string id, EmulatedStream stream, DateTimeOffset start, DateTimeOffset end)
{
    public string Id { get; } = id;

    public EmulatedStream Stream { get; } = stream;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset End { get; } = end;

    public bool RealTime { get; init; }

    /// <summary>Gets the formats. Every push is recorded in each of them.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["flv"];

    public bool AudioOnly { get; init; }

    /// <summary>Gets the data of a CreateRecordTask task; null for other tasks.</summary>
    public RecordTaskFacts? Facts { get; init; }

    /// <summary>Gets or sets when a call stopped it.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Gets or sets whether it was deleted while recording. It then continues until the current push ends.</summary>
    public bool EndsWithPush { get; set; }

    public bool Finished { get; set; }

    /// <summary>Gets or sets the time up to which files exist.</summary>
    public DateTimeOffset FiledUntil { get; set; } = start;

    public int Files { get; set; }

    public bool Overlaps(DateTimeOffset start, DateTimeOffset end) => Start < end && start < End;
}

/// <summary>Represents the parameters of CreateRecordTask.</summary>
internal sealed record RecordTaskFacts(string Region, DateTimeOffset AskedStart, long TemplateId);
