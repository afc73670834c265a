using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>
/// Represents an event in a segment file: a line <c>E number received verified key length checksum headsum</c>, the unchanged bytes of
/// the body, and a line feed. The format is text, so that it can be read without tools. <c>checksum</c> covers the body and
/// <c>headsum</c> the line before it; the first versions wrote neither. Later versions may insert fields before it.
/// </summary>
internal readonly record struct SpoolRecord(
    long Number, long Received, bool Verified, EventFingerprint Key, int Length, uint Checksum, bool IsChecked)
{
    /// <summary>The maximum length of a header line.</summary>
    public const int MaxLine = 300;

    private const long MaxNumber = 1L << 53;
    private const long MaxTime = 253402300799999;
    private const int MaxBody = 64 * 1024 * 1024;

    /// <summary>Appends a record.</summary>
    /// <returns>The position of the body, from the start of <paramref name="target"/>.</returns>
    public static int Write(TextBytes target, long number, UnverifiedEvent parsed, uint checksum)
    {
        var start = target.Count;
        target.Append("E ").Append(number)
            .Append(' ').Append(Math.Max(0, parsed.Event.ReceivedAt.ToUnixTimeMilliseconds()))
            .Append(parsed.Event.Verified ? " 1 " : " 0 ")
            .AppendHex(parsed.Key.High, 16).AppendHex(parsed.Key.Low, 16)
            .Append(' ').Append(parsed.Body.Length)
            .Append(' ').AppendHex(checksum, 8);
        Crc32.EndLine(target, start);
        var at = target.Count;
        target.Append(parsed.Body).Append('\n');
        return at;
    }

    /// <summary>Parses a header line without its line feed; null if it is not one, or is damaged.</summary>
    public static SpoolRecord? ParseHead(string line)
    {
        var parts = line.Split(' ');
        var isChecked = parts.Length > 7;
        return parts.Length >= 7 && parts[0] == "E"
            && (!isChecked || Crc32.OfText(line.Substring(0, line.LastIndexOf(' '))) == parts[parts.Length - 1])
            && TryRead(parts[1], MaxNumber, out var number)
            && TryRead(parts[2], MaxTime, out var received)
            && parts[3] is "0" or "1"
            && EventFingerprint.TryParse(parts[4], out var key)
            && TryRead(parts[5], MaxBody, out var length)
            && uint.TryParse(parts[6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var checksum)
                ? new SpoolRecord(number, received, parts[3] == "1", key, (int)length, checksum, isChecked)
                : null;
    }

    /// <summary>Reads a whole number from zero to <paramref name="most"/> that consists only of digits.</summary>
    public static bool TryRead(string text, long most, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most;

    /// <summary>Reads the body of a record.</summary>
    /// <exception cref="IOException">The file no longer exists, or is truncated or damaged.</exception>
    public static byte[] ReadBody(SpoolEntry entry)
    {
        const FileShare shared = FileShare.ReadWrite | FileShare.Delete;
        using var file = new FileStream(entry.Segment.Path, FileMode.Open, FileAccess.Read, shared, bufferSize: 1);
        file.Position = entry.Offset;
        var body = new byte[entry.Length];
        for (var read = 0; read < body.Length;)
        {
            var count = file.Read(body, read, body.Length - read);
            read += count > 0 ? count : throw new EndOfStreamException($"'{entry.Segment.Path}' was truncated.");
        }

        return Crc32.Of(body) == entry.Checksum
            ? body
            : throw new IOException($"'{entry.Segment.Path}' is damaged at byte {entry.Offset.ToString(CultureInfo.InvariantCulture)}.");
    }
}

/// <summary>Represents one event in the spool, without its body.</summary>
internal sealed record SpoolEntry(
    long Number,
    SpoolSegment Segment,
    long Offset,
    int Length,
    uint Checksum,
    DateTimeOffset ReceivedAt,
    bool Verified,
    EventFingerprint Key);
