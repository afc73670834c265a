using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace TencentLvb.Downloads;

/// <summary>
/// Holds the received part of a file under a temporary name until it is complete, with a note of its version. The note is kept open
/// during the download, so that no other process downloads the same file: on Unix only a file that is opened without sharing is locked
/// for others.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const int LongestNote = 4096;

    // A download that was just stopped may need a moment to release the file.
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

    /// <summary>Locks the file for this download.</summary>
    /// <exception cref="LvbException">Another process is downloading it (<c>LvbSaveFailed</c>).</exception>
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

                // The previous process has deleted the file in the meantime, so locking it does not exclude others.
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

    /// <summary>Returns the length and version of the bytes that can be continued; null if there are none.</summary>
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

    /// <summary>Opens the data for writing at an offset; 0 starts again.</summary>
    public FileStream Open(long offset, FileVersion version)
    {
        FileLinks.Refuse(_data);
        if (offset == 0)
        {
            // A new file cannot be a link of another user.
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

    /// <summary>Renames the complete file in one step. An existing file is replaced only if that was requested.</summary>
    /// <exception cref="IOException">Another file has replaced the downloaded one.</exception>
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

    // The folder may have been moved, and another process may be downloading the same file into a new folder with its name.
    private void CheckData()
    {
        using var data = new FileStream(_data, FileMode.Open, FileAccess.Read, FileShare.None);
        if (data.Length != _item.Received)
        {
            throw new IOException($"'{_data}' is no longer the downloaded file: the file or its folder was replaced.");
        }
    }

    /// <summary>Deletes the received part.</summary>
    public void Discard()
    {
        File.Delete(_data);
        WriteNote("");
    }

    /// <summary>Releases the file. The note is kept if there is data, and deleted otherwise.</summary>
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
            // An empty file and a note are harmless.
        }

        _note.Dispose();
    }

    /// <summary>
    /// Determines whether another process holds a file. Windows: a sharing or lock violation. Unix: EAGAIN, whose number differs on
    /// macOS.
    /// </summary>
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

    // On Windows the process that holds the file can delete it, and no other process can even open it.
    private static FileStream OpenNote(string path)
    {
        FileLinks.Refuse(path);
        var note = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, IsWindows ? FileShare.Delete : FileShare.None,
            bufferSize: 1);
        try
        {
            FileLinks.RefuseShared(path);
            return note.CanSeek ? note : throw new IOException($"'{path}' is not a regular file. Remove it, then run the command again.");
        }
        catch
        {
            note.Dispose();
            throw;
        }
    }

    private static string NotePath(DownloadItem item) => item.Path + ".partial.info";
}
