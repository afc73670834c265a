using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace TencentLvb.Common;

/// <summary>
/// Creates files and folders that only their user can read, from the moment they exist. On Windows this applies to any folder in the
/// user's profile.
/// </summary>
internal static class PrivateFile
{
    private const int ReadWrite = 0x180; // rw-------
    private const int ReadWriteSearch = 0x1c0; // rwx------
    private const int OthersWrite = 0x12; // -w--w-
    private const int OthersSearch = 0x9; // --x--x
    private const int OthersRead = 0x24; // r--r--

    /// <summary>Creates the folder if it does not exist. An existing folder keeps its permissions.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (IsWindows || !UnixFiles.TryCreateFolder(path, ReadWriteSearch))
        {
            Directory.CreateDirectory(path);
            Restrict(path, ReadWriteSearch);
        }
    }

    /// <summary>Opens a file for writing. A new file can be read only by its user from the start; links are not followed.</summary>
    public static FileStream Create(string path, FileMode mode, FileShare share)
    {
        if (mode != FileMode.CreateNew && IsLink(path))
        {
            throw new IOException($"'{path}' is a link.");
        }

        // A buffer size of 1 means no buffer: the system has the data when the call returns.
        var file = IsWindows ? null : UnixFiles.TryOpen(path, mode, share, ReadWrite);
        file ??= new FileStream(path, mode, FileAccess.ReadWrite, share, bufferSize: 1);
        if (file.Length == 0)
        {
            Restrict(path, ReadWrite);
        }

        return file;
    }

    /// <summary>
    /// Determines whether a file cannot be opened because another process holds it: a sharing or lock violation on Windows, EWOULDBLOCK
    /// (11) on Linux, 35 on macOS.
    /// </summary>
    public static bool IsHeld(IOException error) => (error.HResult & 0xffff) is 32 or 33 or 11 or 35;

    /// <summary>Returns what other users can do with a folder (list, search or change it); null for nothing, and on Windows.</summary>
    public static string? AccessOfOthers(string folder) => IsWindows || UnixFiles.Mode(folder) is not { } mode ? null
        : (mode & OthersWrite) != 0 ? "change"
        : (mode & OthersSearch) != 0 ? "search"
        : (mode & OthersRead) != 0 ? "list"
        : null;

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Determines whether it is a symbolic link or another reparse point, even if its target does not exist.</summary>
    public static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static void Restrict(string path, int mode)
    {
        if (!IsWindows && NativeMethods.ChangeMode(Encoding.UTF8.GetBytes(path + "\0"), (uint)mode) != 0)
        {
            throw new IOException($"the permissions of '{path}' cannot be set (error {Marshal.GetLastWin32Error()}).");
        }
    }

    /// <summary>
    /// Provides what .NET offers for Unix since version 7, which every current PowerShell there has, but .NET Standard does not know.
    /// </summary>
    private static class UnixFiles
    {
        public static bool TryCreateFolder(string path, int mode)
        {
            var type = ModeType;
            var create = type is null ? null : typeof(Directory).GetMethod("CreateDirectory", [typeof(string), type]);
            if (create is null)
            {
                return false;
            }

            Invoke(create, null, path, Enum.ToObject(type!, mode));
            return true;
        }

        public static FileStream? TryOpen(string path, FileMode mode, FileShare share, int unixMode)
        {
            var optionsType = typeof(FileStream).Assembly.GetType("System.IO.FileStreamOptions");
            var constructor = optionsType is null ? null : typeof(FileStream).GetConstructor([typeof(string), optionsType]);
            if (constructor is null || ModeType is not { } modeType)
            {
                return null;
            }

            var options = Activator.CreateInstance(optionsType!)!;
            void Set(string name, object value) => Invoke(optionsType!.GetProperty(name)!.GetSetMethod()!, options, value);
            Set("Mode", mode);
            Set("Access", FileAccess.ReadWrite);
            Set("Share", share);
            Set("BufferSize", 0);
            Set("UnixCreateMode", Enum.ToObject(modeType, unixMode));
            try
            {
                return (FileStream)constructor.Invoke([path, options]);
            }
            catch (TargetInvocationException error) when (error.InnerException is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(error.InnerException).Throw();
                throw;
            }
        }

        public static int? Mode(string path)
        {
            var get = typeof(File).GetMethod("GetUnixFileMode", [typeof(string)]);
            return get is null ? null : Convert.ToInt32(Invoke(get, null, path), System.Globalization.CultureInfo.InvariantCulture);
        }

        private static Type? ModeType => typeof(File).Assembly.GetType("System.IO.UnixFileMode");

        private static object? Invoke(MethodInfo method, object? target, params object[] arguments)
        {
            try
            {
                return method.Invoke(target, arguments);
            }
            catch (TargetInvocationException error) when (error.InnerException is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(error.InnerException).Throw();
                throw;
            }
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int ChangeMode(byte[] path, uint mode);
    }
}
