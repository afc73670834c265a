using System.Text;

namespace TencentLvb.Notifications;

/// <summary>
/// Reads and writes the lines of a journal: <c>D number time key checksum</c> is a completed event, <c>B number run checksum</c> one that
/// caused the pipeline to fail in that run. The first versions wrote no checksum. Lines with other letters and a correct checksum are
/// from a later version.
/// </summary>
internal static class SpoolJournalFile
{
    private const long MaxNumber = 1L << 53;
    private const long MaxTime = 253402300799999;

    public static void AppendDone(TextBytes lines, long number, DateTimeOffset at, EventFingerprint key)
    {
        var start = lines.Count;
        lines.Append("D ").Append(number).Append(' ').Append(Math.Max(0, at.ToUnixTimeMilliseconds())).Append(' ')
            .AppendHex(key.High, 16).AppendHex(key.Low, 16);
        Crc32.EndLine(lines, start);
    }

    public static void AppendBreak(TextBytes lines, long number, string run)
    {
        var start = lines.Count;
        lines.Append("B ").Append(number).Append(' ').Append(run);
        Crc32.EndLine(lines, start);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isNewest">Whether a crash may have truncated its last line.</param>
    /// <param name="done">Receives completed events.</param>
    /// <param name="broken">Receives events that caused the pipeline to fail.</param>
    /// <returns>The lines that cannot be read. Their events are emitted again.</returns>
    public static List<SpoolDamage> Read(
        string path, bool isNewest, Action<long, DateTimeOffset, EventFingerprint> done, Action<long, string> broken)
    {
        var damages = new List<SpoolDamage>();
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length;)
        {
            var feed = Array.IndexOf(bytes, (byte)'\n', at);
            var end = feed < 0 ? bytes.Length : feed;
            if (feed < 0 ? !isNewest : !TryRead(Encoding.ASCII.GetString(bytes, at, end - at), done, broken))
            {
                damages.Add(new SpoolDamage(path, at, end - at));
            }

            at = end + 1;
        }

        return damages;
    }

    private static bool TryRead(string line, Action<long, DateTimeOffset, EventFingerprint> done, Action<long, string> broken)
    {
        var last = line.LastIndexOf(' ');
        var isChecked = last > 0 && Crc32.OfText(line.Substring(0, last)) == line.Substring(last + 1);
        var parts = (isChecked ? line.Substring(0, last) : line).Split(' ');
        if (parts.Length >= 3 && SpoolRecord.TryRead(parts[1], MaxNumber, out var number))
        {
            if (parts[0] == "D" && (isChecked ? parts.Length >= 4 : parts.Length == 4)
                && EventFingerprint.TryParse(parts[3], out var key) && SpoolRecord.TryRead(parts[2], MaxTime, out var at))
            {
                done(number, DateTimeOffset.FromUnixTimeMilliseconds(at), key);
                return true;
            }

            if (parts[0] == "B" && (isChecked || (parts.Length == 3 && parts[2].Length > 0)))
            {
                broken(number, parts[2]);
                return true;
            }
        }

        return isChecked && parts[0] is not ("D" or "B");
    }
}
