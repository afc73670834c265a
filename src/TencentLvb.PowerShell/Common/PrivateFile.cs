using System.Runtime.InteropServices;
using System.Text;

namespace TencentLvb.Common;

/// <summary>
/// Files and folders that only their user can read. On Windows a folder below the user's profile is so by itself.
/// </summary>
internal static class PrivateFile
{
    private const uint ReadWrite = 0x180; // rw-------
    private const uint ReadWriteSearch = 0x1c0; // rwx------

    /// <summary>Creates the folder where it is missing; one that is there keeps its rights.</summary>
    public static void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            Restrict(path, ReadWriteSearch);
        }
    }

    /// <summary>Opens a file to write, and restricts it while it is still empty.</summary>
    public static FileStream Create(string path, FileMode mode, FileShare share)
    {
        // A buffer of 1 is none: what is written is with the system when the call returns.
        var file = new FileStream(path, mode, FileAccess.ReadWrite, share, bufferSize: 1);
        if (file.Length == 0)
        {
            Restrict(path, ReadWrite);
        }

        return file;
    }

    private static void Restrict(string path, uint mode)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && NativeMethods.ChangeMode(Encoding.UTF8.GetBytes(path + "\0"), mode) != 0)
        {
            throw new IOException($"the rights of '{path}' can't be set (error {Marshal.GetLastWin32Error()}).");
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int ChangeMode(byte[] path, uint mode);
    }
}
