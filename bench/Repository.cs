using System.Diagnostics;

namespace TencentLvb.Bench;

/// <summary>Where things are, and running them in processes of their own.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The staged module, as a user imports it.</summary>
    public static string Module => Path.Combine(Root, "out", "TencentLvb", "TencentLvb.psd1");

    /// <summary>A <c>pwsh</c> of this machine; null when there is none.</summary>
    public static string? PowerShell { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    /// <summary>The shells that can run a script here: the repository's own, and pwsh where it is.</summary>
    public static (string Name, string File, string[] Before)[] Shells =>
    [
        ("lvb-shell", "dotnet", [Path.Combine(Root, "tools", "Shell", "bin", Configuration, "net10.0", "lvb-shell.dll")]),
        .. PowerShell is null ? [] : new[] { ("pwsh", PowerShell, new[] { "-NoProfile", "-NonInteractive", "-File" }) },
    ];

    /// <summary>The same for a script that imports by itself: the engine alone, which this program hosts, instead of the repository's shell.</summary>
    public static (string Name, string File, string[] Before)[] Engines =>
        [("the bare engine", Environment.ProcessPath!, [.. BenchServer.Host(), BareEngine.Command]), .. Shells[1..]];

    public static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))) ?? "Release";

    /// <summary>Runs a program to its end: what it printed, and how long it took.</summary>
    public static async Task<(string Output, TimeSpan Time)> RunAsync(string file, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (output, clock.Elapsed)
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await errors}");
    }

    /// <summary>A folder for the time of a run.</summary>
    public static string NewFolder() => Directory.CreateTempSubdirectory("lvb-bench-").FullName;

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "TencentLvb.slnx")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("The bench runs from within the repository.");
    }
}
