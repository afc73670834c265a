namespace TencentLvb.Emulator;

/// <summary>
/// A recording task: timed, or real-time. Its id is a number of 64 bits on API 2.0, and a text without meaning on API 3.0.
/// </summary>
internal sealed class TapeTask(string id, EmulatedStream stream, DateTimeOffset start, DateTimeOffset end)
{
    public string Id { get; } = id;

    public EmulatedStream Stream { get; } = stream;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset End { get; } = end;

    public bool RealTime { get; init; }

    /// <summary>A file of each comes of every push.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["flv"];

    public bool AudioOnly { get; init; }

    /// <summary>What only tasks of CreateRecordTask have; null: the task was made in another way.</summary>
    public RecordTaskFacts? Facts { get; init; }

    /// <summary>When a call stopped it.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>It was deleted while it recorded: it goes on until that push ends.</summary>
    public bool EndsWithPush { get; set; }

    public bool Finished { get; set; }

    /// <summary>What lies before this is in files already.</summary>
    public DateTimeOffset FiledUntil { get; set; } = start;

    public int Files { get; set; }

    public bool Overlaps(DateTimeOffset start, DateTimeOffset end) => Start < end && start < End;
}

/// <summary>What CreateRecordTask was told.</summary>
internal sealed record RecordTaskFacts(string Region, DateTimeOffset AskedStart, long TemplateId);
