using System.Globalization;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>
/// What became of spooled events, one line each: <c>D number time key</c> is done, <c>B number run</c> broke the pipeline in that run. A line is
/// with the system before the next event is emitted, so that a killed process repeats at most the event that was under way.
/// </summary>
internal sealed class SpoolJournal : IDisposable
{
    private const long RollAt = 4 * 1024 * 1024;
    private const string Pattern = "done-*.log";
    private readonly object _gate = new();
    private readonly string _folder;
    private readonly TimeSpan _retention;
    private readonly Func<DateTimeOffset> _now;
    private readonly Func<bool> _holdsBack;
    private readonly string _run;
    private readonly Dictionary<long, HashSet<string>> _breaks = [];
    private readonly StringBuilder _unwritten = new();
    private readonly List<(string Path, DateTimeOffset Last)> _old = [];
    private FileStream? _file;
    private int _fileNumber;

    /// <param name="folder">The spool.</param>
    /// <param name="retention">How long keys are of use against duplicates.</param>
    /// <param name="now">The present.</param>
    /// <param name="holdsBack">Whether a segment of an earlier run has undone events, so that lines older than the retention are needed.</param>
    public SpoolJournal(string folder, TimeSpan retention, Func<DateTimeOffset> now, Func<bool> holdsBack)
    {
        _holdsBack = holdsBack;
        _folder = folder;
        _retention = retention;
        _now = now;
        _run = now().UtcTicks.ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Events that are done, with when and their key.</summary>
    public Dictionary<long, (DateTimeOffset At, EventFingerprint Key)> Done { get; } = [];

    /// <summary>In how many runs the event broke the pipeline.</summary>
    public int Breaks(long number) => _breaks.TryGetValue(number, out var runs) ? runs.Count : 0;

    /// <summary>Reads what earlier runs left.</summary>
    public void Load()
    {
        foreach (var path in Files())
        {
            foreach (var line in File.ReadLines(path))
            {
                Read(line.Split(' '));
            }
        }
    }

    /// <summary>
    /// Writes what is still needed to one new file and drops the others: what is recent enough for duplicates, what undone segments
    /// refer to, and the breaks of <paramref name="undone"/>.
    /// </summary>
    public void Compact(Func<long, bool> isInSegment, IEnumerable<long> undone)
    {
        var old = Files().ToList();
        _fileNumber = old.Select(FileNumber).DefaultIfEmpty(0).Max();
        var oldest = _now() - _retention;
        foreach (var entry in Done.OrderBy(entry => entry.Key))
        {
            if (entry.Value.At >= oldest || isInSegment(entry.Key))
            {
                _unwritten.Append(DoneLine(entry.Key, entry.Value.At, entry.Value.Key));
            }
        }

        foreach (var number in undone.Where(_breaks.ContainsKey))
        {
            foreach (var run in _breaks[number])
            {
                _unwritten.Append(BreakLine(number, run));
            }
        }

        if (_unwritten.Length > 0)
        {
            Append("");
            _file!.Flush(true);
        }

        old.ForEach(File.Delete);
        Done.Clear();
    }

    /// <exception cref="IOException">It could not be written; it is kept and goes out with the next.</exception>
    public void MarkDone(long number, EventFingerprint key) => Append(DoneLine(number, _now(), key));

    /// <inheritdoc cref="MarkDone"/>
    public void MarkBroken(long number) => Append(BreakLine(number, _run));

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Append(string line)
    {
        lock (_gate)
        {
            _unwritten.Append(line);
            _file ??= Open();
            var bytes = Encoding.ASCII.GetBytes(_unwritten.ToString());
            var start = _file.Position;
            try
            {
                _file.Write(bytes, 0, bytes.Length);
            }
            catch (IOException)
            {
                // What a full disk took of it would read as a broken line.
                _file.SetLength(start);
                _file.Position = start;
                throw;
            }

            _unwritten.Clear();
            if (_file.Length > RollAt)
            {
                Roll();
            }
        }
    }

    private FileStream Open() => PrivateFile.Create(
        Path.Combine(_folder, "done-" + (++_fileNumber).ToString("d8", CultureInfo.InvariantCulture) + ".log"), FileMode.CreateNew, FileShare.Read);

    // Events of this run are done in order, and a segment holds far fewer than this file has lines: what is older than the retention is
    // of no segment that is still there.
    private void Roll()
    {
        _file!.Flush(true);
        _old.Add((_file.Name, _now()));
        _file.Dispose();
        _file = null;
        var oldest = _now() - _retention;
        if (!_holdsBack())
        {
            _old.FindAll(old => old.Last < oldest).ForEach(old => File.Delete(old.Path));
            _old.RemoveAll(old => old.Last < oldest);
        }
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder, Pattern).OrderBy(path => path, StringComparer.Ordinal);

    private static int FileNumber(string path) =>
        int.TryParse(Path.GetFileNameWithoutExtension(path).Substring("done-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private void Read(string[] parts)
    {
        // A line that a crash cut short is as good as none: that event comes again.
        if (parts.Length < 3 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return;
        }

        if (parts[0] == "D" && parts.Length == 4 && EventFingerprint.TryParse(parts[3], out var key)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 253402300799999)
        {
            Done[number] = (DateTimeOffset.FromUnixTimeMilliseconds(at), key);
        }
        else if (parts[0] == "B" && parts.Length == 3)
        {
            if (!_breaks.TryGetValue(number, out var runs))
            {
                _breaks.Add(number, runs = []);
            }

            runs.Add(parts[2]);
        }
    }

    private static string DoneLine(long number, DateTimeOffset at, EventFingerprint key) =>
        string.Format(CultureInfo.InvariantCulture, "D {0} {1} {2}\n", number, at.ToUnixTimeMilliseconds(), key);

    private static string BreakLine(long number, string run) =>
        string.Format(CultureInfo.InvariantCulture, "B {0} {1}\n", number, run);
}
