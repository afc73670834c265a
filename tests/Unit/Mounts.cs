using System.Diagnostics;

namespace TencentLvb.Unit;

/// <summary>Mounts file systems and files. Only root on Linux can do this.</summary>
internal static class Mounts
{
    /// <summary>Runs mount or umount.</summary>
    /// <returns>False if it failed, and on other systems.</returns>
    public static bool Run(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
