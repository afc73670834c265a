using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>
/// Writes the lines of the journal to a file, and keeps earlier files while they may be required. Not thread-safe: the journal locks
/// it.
/// </summary>
/// <param name="hold">The lock of the spool.</param>
/// <param name="retention">The time for which keys are kept to detect duplicates.</param>
/// <param name="now">The clock.</param>
/// <param name="holdsBack">Whether a segment of an earlier run has unfinished events, so that lines older than the retention are
/// still required.</param>
/// <param name="create">Creates a file.</param>
internal sealed class SpoolJournalWriter(
    SpoolLock hold, TimeSpan retention, Func<DateTimeOffset> now, Func<bool> holdsBack, Func<string, FileStream> create) : IDisposable
{
    private const long RollAt = 4 * 1024 * 1024;

    // Checking whether the file is still in its place costs as much as writing a line.
    private static readonly TimeSpan CheckPause = TimeSpan.FromMilliseconds(20);

    private readonly List<(string Path, DateTimeOffset Last, Func<bool> IsOurs)> _old = [];
    private readonly Stopwatch _sinceCheck = Stopwatch.StartNew();

    // The lines that were written since the last check of the file.
    private readonly TextBytes _unconfirmed = new();
    private FileStream? _file;
    private Func<bool> _isOurs = hold.Hold();

    /// <summary>Gets the lines that are not written yet.</summary>
    public TextBytes Unwritten { get; } = new();

    /// <summary>Gets or sets the number of the newest file.</summary>
    public long FileNumber { get; set; }

    /// <summary>Writes <see cref="Unwritten"/>. The operating system has the lines when this method returns.</summary>
    /// <param name="isChecked">Whether the file is checked in any case. Otherwise it is checked at most every 20 ms.</param>
    /// <exception cref="IOException">It could not be written; it is kept and written with the next.</exception>
    public void Write(bool isChecked)
    {
        if (isChecked || _sinceCheck.Elapsed >= CheckPause)
        {
            Confirm();
        }

        if (Unwritten.Count == 0)
        {
            return;
        }

        _file ??= Open();
        var start = _file.Position;
        try
        {
            _file.Write(Unwritten.Bytes, 0, Unwritten.Count);
        }
        catch
        {
            // The part that was written to the full disk would read as a damaged line.
            _file.SetLength(start);
            _file.Position = start;
            throw;
        }

        _unconfirmed.Append(Unwritten);
        Unwritten.Start();
        if (_file.Position > RollAt)
        {
            Confirm();
            Roll();
        }
    }

    /// <summary>Flushes the file to the disk.</summary>
    public void Flush() => _file?.Flush(true);

    public void Dispose()
    {
        SpoolFiles.Close(_file);
        _file = null;
    }

    // If the file was deleted or replaced, lines written to it would be lost at the next start. They are written again to another file.
    private void Confirm()
    {
        _sinceCheck.Restart();
        if (_file is not null && !IsInPlace(_file))
        {
            SpoolFiles.Close(_file);
            _file = null;
            _unconfirmed.Append(Unwritten);
            Unwritten.Start().Append(_unconfirmed);
        }

        _unconfirmed.Start();
    }

    private static bool IsInPlace(FileStream file) => new FileInfo(file.Name) is { Exists: true } named && named.Length == file.Length;

    // Never in the folder of another receiver, whose events have the same numbers.
    private FileStream Open()
    {
        hold.Require();
        _isOurs = hold.Hold();
        return create(Path.Combine(hold.Folder, "done-" + (++FileNumber).ToString("d8", CultureInfo.InvariantCulture) + ".log"));
    }

    // Events of this run complete in order, and a segment contains far fewer events than this file has lines. Entries older than the
    // retention thus belong to segments that no longer exist.
    private void Roll()
    {
        if (_file is null)
        {
            Write(isChecked: false);
            return;
        }

        _file.Flush(true);
        _old.Add((_file.Name, now(), _isOurs));
        SpoolFiles.Close(_file);
        _file = null;
        var oldest = now() - retention;
        if (!holdsBack())
        {
            _old.FindAll(old => old.Last < oldest && old.IsOurs()).ForEach(old => SpoolJournal.Remove(old.Path, isDamaged: false));
            _old.RemoveAll(old => old.Last < oldest);
        }
    }
}
