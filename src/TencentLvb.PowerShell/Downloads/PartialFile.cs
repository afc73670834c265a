using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace TencentLvb.Downloads;

/// <summary>
/// What has arrived of a file, under a name of its own until it is whole, with a note of the version that it is a part of. The note is
/// held open all the while, so that nobody else fetches the same file: on Unix only a file shared with nobody is locked for others.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const int LongestNote = 4096;

    // A download that was just stopped may take a moment to let go.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly DownloadItem _item;
    private readonly string _data;
    private readonly string _notePath;
    private readonly FileStream _note;

    private PartialFile(DownloadItem item, FileStream note)
    {
        _item = item;
        _note = note;
        _data = item.Path + ".partial";
        _notePath = NotePath(item);
    }

    /// <summary>Takes the file for this download alone.</summary>
    /// <exception cref="LvbException">Another process is fetching it (<c>LvbSaveFailed</c>).</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task<PartialFile> HoldAsync(DownloadItem item, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                var note = OpenNote(NotePath(item));
                if (File.Exists(NotePath(item)))
                {
                    return new PartialFile(item, note);
                }

                // Whoever held it before has removed it meanwhile: holding it keeps nobody out.
                note.Dispose();
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (waited.Elapsed > LongestWait)
                {
                    throw DownloadErrors.Busy(item, e);
                }
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The bytes that can be continued, and their version; null when there are none.</summary>
    public (long Length, FileVersion Version)? Resumable()
    {
        FileLinks.Refuse(_data);
        if (!File.Exists(_data) || _note.Length is 0 or > LongestNote)
        {
            return null;
        }

        var bytes = new byte[_note.Length];
        _note.Position = 0;
        var read = _note.Read(bytes, 0, bytes.Length);
        var length = new FileInfo(_data).Length;
        return FileVersion.Parse(Encoding.UTF8.GetString(bytes, 0, read), _item) is { Condition: not null } version
            && length > 0 ? (length, version) : null;
    }

    /// <summary>Opens the data to write on at an offset; at 0 it begins anew.</summary>
    public FileStream Open(long offset, FileVersion version)
    {
        FileLinks.Refuse(_data);
        if (offset == 0)
        {
            // A new file is never somebody's link.
            File.Delete(_data);
        }

        var stream = new FileStream(_data, offset == 0 ? FileMode.CreateNew : FileMode.Open, FileAccess.Write, FileShare.None, 128 * 1024,
            useAsync: true);
        try
        {
            FileLinks.RefuseShared(_data);
            stream.SetLength(offset);
            stream.Position = offset;
            WriteNote(version.ToString());
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        return stream;
    }

    /// <summary>Gives the whole file its name, in one step. A file that is there is replaced only where that was asked for.</summary>
    /// <exception cref="IOException">Something else is in the place of what was downloaded.</exception>
    public FileInfo Complete()
    {
        FileLinks.Refuse(_data);
        FileLinks.Refuse(_item.Path);
        CheckData();
        if (_item.IsReplacing)
        {
            FileReplacement.TakePlace(_data, _item.Path);
        }
        else
        {
            File.Move(_data, _item.Path);
        }

        return new FileInfo(_item.Path);
    }

    // The folder may have been moved away, and another process may be fetching the same file into a new one of its name.
    private void CheckData()
    {
        using var data = new FileStream(_data, FileMode.Open, FileAccess.Read, FileShare.None);
        if (data.Length != _item.Received)
        {
            throw new IOException($"'{_data}' is no longer the downloaded file: the file or its folder was replaced.");
        }
    }

    /// <summary>Gives up what has arrived.</summary>
    public void Discard()
    {
        File.Delete(_data);
        WriteNote("");
    }

    /// <summary>Lets others fetch it. The note stays beside data that can be looked at, and goes where there is none.</summary>
    public void Dispose()
    {
        try
        {
            if (new FileInfo(_data) is not { Exists: true, Length: > 0 })
            {
                File.Delete(_data);
                File.Delete(_notePath);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty file and a note do no harm.
        }

        _note.Dispose();
    }

    /// <summary>Whether somebody else holds a file. Windows: a sharing or lock violation. Unix: EAGAIN, which has another number on
    /// macOS.</summary>
    internal static bool IsHeld(IOException e) => IsWindows
        ? (e.HResult & 0xFFFF) is 32 or 33
        : e.GetType() == typeof(IOException) && e.HResult is 11 or 35;

    private void WriteNote(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _note.SetLength(0);
        _note.Write(bytes, 0, bytes.Length);
        _note.Flush();
    }

    // On Windows the one that holds it may delete it, and nobody else may even open it.
    private static FileStream OpenNote(string path)
    {
        FileLinks.Refuse(path);
        var note = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, IsWindows ? FileShare.Delete : FileShare.None,
            bufferSize: 1);
        try
        {
            FileLinks.RefuseShared(path);
            return note.CanSeek ? note : throw new IOException($"'{path}' is not a regular file. Remove it if it is not yours.");
        }
        catch
        {
            note.Dispose();
            throw;
        }
    }

    private static string NotePath(DownloadItem item) => item.Path + ".partial.info";
}
