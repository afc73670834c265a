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
    private readonly SpoolSegmentBytes _bytes;
    private readonly List<SpoolEntry> _entries = [];
    private readonly List<SpoolDamage> _damages = [];

    private SpoolSegmentReader(SpoolSegment segment, SpoolSegmentBytes bytes)
    {
        _segment = segment;
        _bytes = bytes;
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
        using var bytes = new SpoolSegmentBytes(segment.Path);
        var reader = new SpoolSegmentReader(segment, bytes);
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
        for (var at = 0L; at < _bytes.Length;)
        {
            var head = HeadAt(at, out var bodyAt);
            var end = head is { } known ? bodyAt + (long)known.Length + 1 : long.MaxValue;
            if (head is { } record && IsWhole(record, bodyAt))
            {
                _entries.Add(new SpoolEntry(
                    record.Number, _segment, bodyAt, record.Length, record.Checksum,
                    DateTimeOffset.FromUnixTimeMilliseconds(record.Received).ToLocalTime(), record.Verified, record.Key));
                at = end;
                continue;
            }

            // A verified header determines where the next record begins. A header of the first versions does so only if a record follows.
            var next = end <= _bytes.Length && (head!.Value.IsChecked || end == _bytes.Length || HeadAt(end, out _) is not null)
                ? end
                : Next(at);
            if (next == _bytes.Length && IsTorn(at, head, bodyAt))
            {
                TornAt = at;
                return;
            }

            _damages.Add(new SpoolDamage(_segment.Path, at, next - at));
            at = next;
        }
    }

    private bool IsWhole(SpoolRecord record, long bodyAt) =>
        bodyAt + record.Length < _bytes.Length
        && _bytes.Checksum(bodyAt, record.Length) == record.Checksum
        && _bytes[bodyAt + record.Length] == '\n';

    // Determines whether the rest is the beginning of a header line, or a header line and the beginning of its body.
    private bool IsTorn(long at, SpoolRecord? head, long bodyAt)
    {
        if (head is { } record)
        {
            return bodyAt + record.Length >= _bytes.Length;
        }

        return _bytes.Length - at < SpoolRecord.MaxLine
            && _bytes[at] == 'E'
            && _bytes.Text(at, (int)(_bytes.Length - at)).All(IsOfHead);
    }

    private static bool IsOfHead(char c) => c is 'E' or ' ' or (>= '0' and <= '9') or (>= 'a' and <= 'f');

    // Returns the position of the next header line, or the end. The damage may be a line feed before that line.
    private long Next(long from)
    {
        for (var at = from; at < _bytes.Length;)
        {
            var feed = _bytes.IndexOf((byte)'\n', at, _bytes.Length - at);
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

    private SpoolRecord? HeadAt(long at, out long bodyAt)
    {
        bodyAt = at;
        if (at + 1 >= _bytes.Length || _bytes[at] != 'E' || _bytes[at + 1] != ' ')
        {
            return null;
        }

        var feed = _bytes.IndexOf((byte)'\n', at, SpoolRecord.MaxLine);
        if (feed < 0)
        {
            return null;
        }

        bodyAt = feed + 1;
        return SpoolRecord.ParseHead(_bytes.Text(at, (int)(feed - at)));
    }
}
