using System.Text;

namespace TencentLvb.Notifications;

/// <summary>Represents a part of a spool file that cannot be read.</summary>
internal sealed record SpoolDamage(string Path, long Offset, long Length);

/// <summary>
/// Reads the records of a segment. Damaged parts are skipped: by their length if the header line is reliable, otherwise up to the next
/// record.
/// </summary>
internal sealed class SpoolSegmentReader
{
    private readonly SpoolSegment _segment;
    private readonly byte[] _bytes;
    private readonly List<SpoolEntry> _entries = [];
    private readonly List<SpoolDamage> _damages = [];

    private SpoolSegmentReader(SpoolSegment segment)
    {
        _segment = segment;
        _bytes = ReadFile(segment.Path);
    }

    /// <summary>Gets the intact records.</summary>
    public IReadOnlyList<SpoolEntry> Entries => _entries;

    /// <summary>Gets the damaged parts, except for a record at the end that a crash truncated.</summary>
    public IReadOnlyList<SpoolDamage> Damages => _damages;

    /// <summary>Gets the position of a record that a crash truncated and that was never acknowledged; null if there is none.</summary>
    public long? TornAt { get; private set; }

    /// <exception cref="IOException">The file cannot be read at all.</exception>
    public static SpoolSegmentReader Read(SpoolSegment segment)
    {
        var reader = new SpoolSegmentReader(segment);
        reader.Run();
        return reader;
    }

    /// <summary>Returns the header of the first record; null if the file does not begin with one.</summary>
    /// <exception cref="IOException">The file cannot be read at all.</exception>
    public static SpoolRecord? First(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        var bytes = new byte[SpoolRecord.MaxLine];
        var length = 0;
        for (int count; length < bytes.Length && (count = file.Read(bytes, length, bytes.Length - length)) > 0;)
        {
            length += count;
        }

        var feed = Array.IndexOf(bytes, (byte)'\n', 0, length);
        return feed < 0 ? null : SpoolRecord.ParseHead(Encoding.ASCII.GetString(bytes, 0, feed));
    }

    private void Run()
    {
        for (var at = 0; at < _bytes.Length;)
        {
            var head = HeadAt(at, out var bodyAt);
            var end = head is { } known ? bodyAt + (long)known.Length + 1 : long.MaxValue;
            if (head is { } record && IsWhole(record, bodyAt))
            {
                _entries.Add(new SpoolEntry(
                    record.Number, _segment, bodyAt, record.Length, record.Checksum,
                    DateTimeOffset.FromUnixTimeMilliseconds(record.Received).ToLocalTime(), record.Verified, record.Key));
                at = (int)end;
                continue;
            }

            // A verified header determines where the next record begins. A header of the first versions does so only if a record follows.
            var next = end <= _bytes.Length && (head!.Value.IsChecked || end == _bytes.Length || HeadAt((int)end, out _) is not null)
                ? (int)end
                : Next(at + 1);
            if (next == _bytes.Length && IsTorn(at, head, bodyAt))
            {
                TornAt = at;
                return;
            }

            _damages.Add(new SpoolDamage(_segment.Path, at, next - at));
            at = next;
        }
    }

    private bool IsWhole(SpoolRecord record, int bodyAt) =>
        bodyAt + (long)record.Length < _bytes.Length
        && _bytes[bodyAt + record.Length] == '\n'
        && Crc32.Of(_bytes, bodyAt, record.Length) == record.Checksum;

    // Determines whether the rest is the beginning of a header line, or a header line and the beginning of its body.
    private bool IsTorn(int at, SpoolRecord? head, int bodyAt)
    {
        if (head is { } record)
        {
            return bodyAt + (long)record.Length >= _bytes.Length;
        }

        return _bytes.Length - at < SpoolRecord.MaxLine
            && _bytes[at] == 'E'
            && Array.TrueForAll(Slice(at, _bytes.Length - at), IsOfHead);
    }

    private static bool IsOfHead(byte b) =>
        b is (byte)'E' or (byte)' ' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f');

    // Returns the position of the next header line, or the end.
    private int Next(int from)
    {
        for (var at = from; at < _bytes.Length;)
        {
            var feed = Array.IndexOf(_bytes, (byte)'\n', at);
            if (feed < 0)
            {
                break;
            }

            at = feed + 1;
            if (HeadAt(at, out _) is not null)
            {
                return at;
            }
        }

        return _bytes.Length;
    }

    private SpoolRecord? HeadAt(int at, out int bodyAt)
    {
        bodyAt = at;
        if (at + 1 >= _bytes.Length || _bytes[at] != 'E' || _bytes[at + 1] != ' ')
        {
            return null;
        }

        var feed = Array.IndexOf(_bytes, (byte)'\n', at, Math.Min(SpoolRecord.MaxLine, _bytes.Length - at));
        if (feed < 0)
        {
            return null;
        }

        bodyAt = feed + 1;
        return SpoolRecord.ParseHead(Encoding.ASCII.GetString(_bytes, at, feed - at));
    }

    private byte[] Slice(int start, int count)
    {
        var part = new byte[count];
        Buffer.BlockCopy(_bytes, start, part, 0, count);
        return part;
    }

    private static byte[] ReadFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > int.MaxValue / 2)
        {
            throw new IOException($"'{path}' exceeds the maximum size of a spool file.");
        }

        var bytes = new byte[file.Length];
        var length = 0;
        for (int count; length < bytes.Length && (count = file.Read(bytes, length, bytes.Length - length)) > 0;)
        {
            length += count;
        }

        Array.Resize(ref bytes, length);
        return bytes;
    }
}
