using System.Globalization;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>
/// An event in a segment file: a line <c>E number received verified key length checksum</c>, the body, a line feed. Text, so that it can be
/// read when nothing else helps.
/// </summary>
internal static class SpoolRecord
{
    private const int MaxLine = 200;

    /// <summary>Appends a record.</summary>
    /// <returns>Where its body begins, from the start of <paramref name="target"/>.</returns>
    public static long Write(MemoryStream target, long number, LvbEvent told, EventFingerprint key, byte[] body)
    {
        var line = string.Format(
            CultureInfo.InvariantCulture,
            "E {0} {1} {2} {3} {4} {5:x8}\n",
            number, told.ReceivedAt.ToUnixTimeMilliseconds(), told.Verified ? 1 : 0, key, body.Length, Crc32.Of(body));
        var head = Encoding.ASCII.GetBytes(line);
        target.Write(head, 0, head.Length);
        var at = target.Position;
        target.Write(body, 0, body.Length);
        target.WriteByte((byte)'\n');
        return at;
    }

    /// <summary>The whole records of a segment. Ends at the first broken one: a crash leaves at most the last unfinished, and that was never acknowledged.</summary>
    public static IEnumerable<SpoolEntry> ReadAll(SpoolSegment segment)
    {
        using var file = new FileStream(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
        var line = new StringBuilder();
        while (TryReadLine(file, line))
        {
            var parts = line.ToString().Split(' ');
            if (parts.Length != 7 || parts[0] != "E"
                || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var received)
                || !EventFingerprint.TryParse(parts[4], out var key)
                || !int.TryParse(parts[5], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length > file.Length - file.Position)
            {
                yield break;
            }

            var at = file.Position;
            var body = new byte[length];
            if (!TryFill(file, body) || file.ReadByte() != '\n' || Crc32.Of(body).ToString("x8", CultureInfo.InvariantCulture) != parts[6])
            {
                yield break;
            }

            yield return new SpoolEntry(number, segment, at, length, DateTimeOffset.FromUnixTimeMilliseconds(received).ToLocalTime(), parts[3] == "1", key);
        }
    }

    /// <summary>The body of a record.</summary>
    public static byte[] ReadBody(SpoolEntry entry)
    {
        using var file = new FileStream(entry.Segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        file.Position = entry.Offset;
        var body = new byte[entry.Length];
        return TryFill(file, body) ? body : throw new EndOfStreamException($"'{entry.Segment.Path}' is shorter than it was.");
    }

    private static bool TryReadLine(FileStream file, StringBuilder line)
    {
        line.Clear();
        while (line.Length < MaxLine)
        {
            var b = file.ReadByte();
            if (b < 0)
            {
                return false;
            }

            if (b == '\n')
            {
                return true;
            }

            line.Append((char)b);
        }

        return false;
    }

    private static bool TryFill(FileStream file, byte[] body)
    {
        for (var read = 0; read < body.Length;)
        {
            var count = file.Read(body, read, body.Length - read);
            if (count == 0)
            {
                return false;
            }

            read += count;
        }

        return true;
    }
}
