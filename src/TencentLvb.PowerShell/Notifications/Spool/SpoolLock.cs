using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>The lock file that limits a spool to one process at a time.</summary>
internal sealed class SpoolLock : IDisposable
{
    // A child process that starts at that moment inherits the lock of a receiver that has just ended.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly string _folder;
    private FileStream? _file;
    private string? _place;
    private int _generation;

    private SpoolLock(string folder)
    {
        _folder = folder;
        _file = Open(folder);
        _place = Place(_file);
    }

    /// <summary>Gets the spool folder.</summary>
    public string Folder => _folder;

    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>: another receiver holds it.</exception>
    public static SpoolLock Hold(string folder) => new(folder);

    /// <summary>
    /// Returns a function that checks whether the current lock is still held. After the folder was replaced, a file with the same name
    /// may belong to another receiver and must not be deleted.
    /// </summary>
    public Func<bool> Hold()
    {
        lock (_gate)
        {
            var generation = _generation;
            return () => IsInPlace(generation);
        }
    }

    /// <summary>
    /// If the folder was deleted, moved or replaced, the lock file is no longer at its path. Then this method locks the file that is now
    /// there.
    /// </summary>
    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>: another receiver holds it.</exception>
    public void Require()
    {
        lock (_gate)
        {
            if (IsInPlace(_generation))
            {
                return;
            }

            // Released first, because a link may lead to the same file.
            _file?.Dispose();
            _file = null;
            _generation++;
            _file = Open(_folder);
            _place = Place(_file);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private bool IsInPlace(int generation)
    {
        lock (_gate)
        {
            return generation == _generation && _file is { } file && File.Exists(file.Name) && Place(file) == _place;
        }
    }

    private static FileStream Open(string folder)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return PrivateFile.Create(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileShare.None);
            }
            catch (IOException error) when (PrivateFile.IsHeld(error))
            {
                if (waited.Elapsed > LongestWait)
                {
                    throw EventErrors.SpoolFailed(folder, "another Receive-LvbEvent is using it. " + error.Message, error);
                }

                Thread.Sleep(20);
            }
        }
    }

    // The current path of an open file on Linux. It follows a file that is moved, and shows that it was deleted. Windows does not move
    // open files.
    private static string? Place(FileStream file)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return null;
        }

        var link = "/proc/self/fd/" + file.SafeFileHandle.DangerousGetHandle().ToString() + "\0";
        var target = new byte[4096];
        var length = NativeMethods.ReadLink(Encoding.ASCII.GetBytes(link), target, (IntPtr)target.Length);
        return (long)length > 0 ? Encoding.UTF8.GetString(target, 0, (int)length) : null;
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "readlink")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern IntPtr ReadLink(byte[] path, [Out] byte[] target, IntPtr size);
    }
}
