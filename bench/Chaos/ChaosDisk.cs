using System.Diagnostics;

namespace TencentLvb.Bench;

/// <summary>A small disk for a spool that can be filled: a tmpfs, where this process may mount one. Otherwise it is never full.</summary>
internal sealed class ChaosDisk : IDisposable
{
    private const int Megabytes = 2;
    private readonly bool _isMounted;

    private ChaosDisk(string folder, bool isMounted)
    {
        Folder = folder;
        _isMounted = isMounted;
    }

    public string Folder { get; }

    public bool CanFill => _isMounted;

    private string Ballast => Path.Combine(Folder, "ballast");

    public static ChaosDisk Open(string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "disk")).FullName;
        var isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "lvb-chaos", folder);
        if (!isMounted)
        {
            Console.Error.WriteLine("This run does not fill a disk: that requires a small tmpfs, which only root on Linux can mount.");
        }

        return new ChaosDisk(folder, isMounted);
    }

    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, 1);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", Folder);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
