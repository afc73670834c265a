using System.Text;

namespace TencentLvb.Notifications;

/// <summary>Reads the bytes of a segment through a small window, so that a segment of any length requires the same memory.</summary>
internal sealed class SpoolSegmentBytes : IDisposable
{
    private readonly FileStream _file;
    private readonly byte[] _window;
    private long _start;
    private int _count;

    /// <param name="path">The file.</param>
    /// <param name="windowBytes">The size of the window; at least the longest header line.</param>
    /// <exception cref="IOException">The file cannot be read at all.</exception>
    public SpoolSegmentBytes(string path, int windowBytes = 64 * 1024)
    {
        _window = new byte[windowBytes];
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        Length = _file.Length;
        if (Length > int.MaxValue / 2)
        {
            _file.Dispose();
            throw new IOException($"'{path}' exceeds the maximum size of a spool file.");
        }
    }

    /// <summary>Gets the number of bytes. It decreases if the file turns out to be shorter than it was.</summary>
    public long Length { get; private set; }

    /// <summary>Gets a byte; zero beyond the end.</summary>
    public byte this[long at] => Load(at) > 0 ? _window[at - _start] : (byte)0;

    /// <summary>Returns the position of a value among <paramref name="count"/> bytes; -1 if it is not among them.</summary>
    public long IndexOf(byte value, long from, long count)
    {
        for (var end = Math.Min(from + count, Length); from < end;)
        {
            var loaded = (int)Math.Min(Load(from), end - from);
            var found = Array.IndexOf(_window, value, (int)(from - _start), loaded);
            if (found >= 0 || loaded == 0)
            {
                return found < 0 ? -1 : _start + found;
            }

            from += loaded;
        }

        return -1;
    }

    /// <summary>Returns ASCII text that is not longer than the window.</summary>
    public string Text(long at, int count) => Encoding.ASCII.GetString(_window, (int)(at - LoadAll(at, count)), count);

    /// <summary>Returns the checksum of a range.</summary>
    public uint Checksum(long from, long count)
    {
        var checksum = Crc32.Start;
        for (var end = from + count; from < end;)
        {
            var loaded = (int)Math.Min(Load(from), end - from);
            if (loaded == 0)
            {
                break;
            }

            checksum = Crc32.Add(checksum, _window, (int)(from - _start), loaded);
            from += loaded;
        }

        return Crc32.End(checksum);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Loads a byte; returns how many bytes are loaded from there on.</summary>
    private int Load(long at)
    {
        if (at < _start || at >= _start + _count)
        {
            Fill(at);
        }

        return (int)(_start + _count - at);
    }

    /// <summary>Loads a range that fits into the window; returns the position of the window.</summary>
    private long LoadAll(long at, int count)
    {
        if (at < _start || at + count > _start + _count)
        {
            Fill(at);
        }

        return _start;
    }

    private void Fill(long at)
    {
        _file.Position = _start = at;
        _count = 0;
        var most = (int)Math.Min(_window.Length, Math.Max(0, Length - at));
        for (int read; _count < most && (read = _file.Read(_window, _count, most - _count)) > 0;)
        {
            _count += read;
        }

        if (_count < most)
        {
            Length = at + _count;
        }
    }
}
