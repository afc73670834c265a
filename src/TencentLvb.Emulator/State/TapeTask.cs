namespace TencentLvb.Emulator;

/// <summary>A recording task: timed, or real-time.</summary>
internal sealed class TapeTask(ulong id, EmulatedStream stream, DateTimeOffset start, DateTimeOffset end)
{
    public ulong Id { get; } = id;

    public EmulatedStream Stream { get; } = stream;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset End { get; } = end;

    public bool RealTime { get; init; }

    public string Format { get; init; } = "flv";

    public bool AudioOnly { get; init; }

    public bool Finished { get; set; }

    /// <summary>What lies before this is in files already.</summary>
    public DateTimeOffset FiledUntil { get; set; } = start;

    public int Files { get; set; }
}

/// <summary>A recorded file.</summary>
internal sealed class TapeFile(ulong fileId, EmulatedStream stream, DateTimeOffset start, DateTimeOffset end)
{
    public ulong FileId { get; } = fileId;

    public EmulatedStream Stream { get; } = stream;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset End { get; } = end;

    /// <summary>Null: not made by a task of the API.</summary>
    public ulong? TaskId { get; init; }

    public bool RealTime { get; init; }

    public string Format { get; init; } = "flv";

    public string Vid => "200000001_" + FileId.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    public string FileName => Wire.Text(FileId) + "." + (Format == "hls" ? "m3u8" : Format);

    /// <summary>Bytes; far fewer than a real recording has, so that downloads in a test are quick.</summary>
    public int Size => Format == "hls" ? Content.PlaylistLength : (int)Math.Min(1_000_000, Math.Max(1_000, (End - Start).TotalSeconds * 2_000));
}
