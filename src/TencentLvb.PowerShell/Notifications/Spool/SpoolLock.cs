using System.Runtime.InteropServices;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>The file by which one process at a time holds a spool.</summary>
internal sealed class SpoolLock : IDisposable
{
    private readonly string _folder;
    private FileStream _file;
    private string? _place;

    private SpoolLock(string folder)
    {
        _folder = folder;
        _file = Open(folder);
        _place = Place(_file);
    }

    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>: another receiver holds it.</exception>
    public static SpoolLock Hold(string folder) => new(folder);

    /// <summary>
    /// When the folder was deleted, moved or replaced meanwhile, this holds a file that nobody else finds: then it takes the one that is in
    /// its place.
    /// </summary>
    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>: another receiver has it.</exception>
    public void Require()
    {
        if (File.Exists(_file.Name) && Place(_file) == _place)
        {
            return;
        }

        var again = Open(_folder);
        _file.Dispose();
        _file = again;
        _place = Place(again);
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string folder)
    {
        try
        {
            return PrivateFile.Create(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw EventErrors.SpoolFailed(folder, "another Receive-LvbEvent uses it. " + error.Message, error);
        }
    }

    // Windows says sharing or lock violation, Linux EWOULDBLOCK (11), macOS 35.
    private static bool IsHeld(IOException error) => (error.HResult & 0xffff) is 32 or 33 or 11 or 35;

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
