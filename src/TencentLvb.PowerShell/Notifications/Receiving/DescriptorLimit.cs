using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TencentLvb.Notifications;

/// <summary>
/// Provides the number of files and connections that this process can have open on Linux and macOS. The runtime raises the soft limit to
/// the hard limit, so the hard limit applies. Windows has no comparable limit.
/// </summary>
internal static class DescriptorLimit
{
    /// <summary>Below this limit a receiver writes a warning when it starts.</summary>
    public const int Enough = 1024;

    // Descriptors that a shell and the module require for other purposes: assemblies, the spool, the pipeline.
    private const int Reserve = 64;
    private const int FewestConnections = 8;

    /// <summary>Gets the limit; null if there is none.</summary>
    public static long? Current { get; } = Read();

    /// <summary>Gets the limit in parentheses, for a message.</summary>
    public static string Text => Current is { } limit ? string.Format(CultureInfo.InvariantCulture, " (the limit is {0})", limit) : "";

    /// <summary>Returns the number of connections that the limit allows, at most <paramref name="wanted"/>.</summary>
    public static int Connections(int wanted) => Connections(wanted, Current, Open());

    /// <summary>Calculates the number of connections.</summary>
    internal static int Connections(int wanted, long? limit, int open) =>
        limit is { } most ? (int)Math.Min(wanted, Math.Max(FewestConnections, most - open - Reserve)) : wanted;

    /// <summary>Determines whether no descriptors were left.</summary>
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
            // Then the usual number of a shell is assumed.
        }

        return 160;
    }

    private static long? Read()
    {
        // On 32-bit systems the structure differs.
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
