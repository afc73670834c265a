using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TencentLvb.Notifications;

/// <summary>
/// How many files and connections this process may have open on Linux and macOS. The runtime raises the soft limit to the hard one, so the
/// hard one counts. Windows has none that matters here.
/// </summary>
internal static class DescriptorLimit
{
    /// <summary>Below this a receiver warns at its start.</summary>
    public const int Enough = 1024;

    // What a shell and the module need beside connections: assemblies, the spool, the pipeline's own work.
    private const int Reserve = 64;
    private const int FewestConnections = 8;

    /// <summary>The limit; null where there is none.</summary>
    public static long? Current { get; } = Read();

    /// <summary>For a message: the limit in brackets.</summary>
    public static string Text => Current is { } limit ? string.Format(CultureInfo.InvariantCulture, " (the limit is {0})", limit) : "";

    /// <summary>How many connections the limit leaves room for, at most <paramref name="wanted"/>.</summary>
    public static int Connections(int wanted) => Connections(wanted, Current, Open());

    /// <summary>The calculation alone.</summary>
    internal static int Connections(int wanted, long? limit, int open) =>
        limit is { } most ? (int)Math.Min(wanted, Math.Max(FewestConnections, most - open - Reserve)) : wanted;

    /// <summary>Whether there were no descriptors left.</summary>
    public static bool IsExhausted(Exception error) => error is SocketException
    {
        SocketErrorCode: SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable
    };

    private static int Open()
    {
        try
        {
            foreach (var folder in new[] { "/proc/self/fd", "/dev/fd" })
            {
                if (Directory.Exists(folder))
                {
                    return Directory.GetFileSystemEntries(folder).Length;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Then as many as a shell usually has.
        }

        return 160;
    }

    private static long? Read()
    {
        // On 32 bits the structure is another one.
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || IntPtr.Size < 8)
        {
            return null;
        }

        try
        {
            var limits = new ulong[2];
            var which = RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? 8 : 7;
            return NativeMethods.GetLimits(which, limits) == 0 && limits[1] < long.MaxValue ? (long)limits[1] : null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "getrlimit")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int GetLimits(int resource, [Out] ulong[] limits);
    }
}
