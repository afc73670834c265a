using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TencentLvb.Cmdlets;

/// <summary>Opens a page in the user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens an address or a file; false if no browser can be started.</summary>
    public static bool TryOpen(string page)
    {
        try
        {
            using var process = Process.Start(Command(page));
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException or IOException)
        {
            return false;
        }
    }

    private static ProcessStartInfo Command(string page)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return new ProcessStartInfo(page) { UseShellExecute = true };
        }

        // The page is passed as a single argument without a shell. It is an address of this module or a file path.
        var opener = RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "open" : "xdg-open";
        var argument = "\"" + page.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
        return new ProcessStartInfo(opener, argument) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
