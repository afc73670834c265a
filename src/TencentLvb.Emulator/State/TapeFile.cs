namespace TencentLvb.Emulator;

/// <summary>Represents a recorded file.</summary>
internal sealed class TapeFile(ulong fileId, EmulatedStream stream, DateTimeOffset start, DateTimeOffset end)
{
    public ulong FileId { get; } = fileId;

    public EmulatedStream Stream { get; } = stream;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset End { get; } = end;

    /// <summary>Gets the task; null if the file was not recorded by a task of the API.</summary>
    public string? TaskId { get; init; }

    public bool RealTime { get; init; }

    public string Format { get; init; } = "flv";

    public string Vid => "200000001_" + FileId.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Gets the extension of the file name.</summary>
    public string Type => Format == "hls" ? "m3u8" : Format;

    public string Category => Format is "aac" or "mp3" ? "Audio" : "Video";

    public string FileName => Wire.Text(FileId) + "." + Type;

    /// <summary>Gets the size in bytes, far smaller than that of a real recording, so that downloads in tests are quick.</summary>
    public int Size =>
        Format == "hls" ? Content.PlaylistLength : (int)Math.Min(1_000_000, Math.Max(1_000, (End - Start).TotalSeconds * 2_000));
}
