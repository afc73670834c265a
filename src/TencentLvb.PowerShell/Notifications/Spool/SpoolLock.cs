using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>The file by which one process at a time holds a spool.</summary>
internal sealed class SpoolLock : IDisposable
{
    // A process that is started at that moment inherits the lock of a receiver that has just ended.
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

    /// <summary>The spool.</summary>
    public string Folder => _folder;

    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>: another receiver holds it.</exception>
    public static SpoolLock Hold(string folder) => new(folder);

    /// <summary>
    /// The present hold: says whether it still is the one. After the folder was replaced, a file of the same name may be somebody else's,
    /// and must not be deleted.
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
    /// When the folder was deleted, moved or replaced meanwhile, this holds a file that nobody else finds: then it takes the one that is in
    /// its place.
    /// </summary>
    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>: another receiver has it.</exception>
    public void Require()
    {
        lock (_gate)
        {
            if (IsInPlace(_generation))
            {
                return;
            }

            // First: it may be the same file, by way of a link.
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
                    throw EventErrors.SpoolFailed(folder, "another Receive-LvbEvent uses it. " + error.Message, error);
                }

                Thread.Sleep(20);
            }
        }
    }

    // Where an open file is now, as Linux tells it: it follows a file that is moved, and says so when it was deleted. Windows moves no open
    // file.
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
