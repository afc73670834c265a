using System.Diagnostics;
using System.Reflection;

namespace TencentLvb.Bench;

/// <summary>Paths in the repository, and running programs in separate processes.</summary>
internal static class Repository
{
    // The current process is pwsh, whose folder is elsewhere.
    private static readonly string Folder = Path.GetDirectoryName(typeof(Repository).Assembly.Location)!;

    public static string Root => RepositoryRoot.Path;

    /// <summary>The staged module, as a user imports it.</summary>
    public static string Module => Path.Combine(Root, "out", "TencentLvb", "TencentLvb.psd1");

    /// <summary>The dotnet that runs PowerShell here, and the programs that it is compared with.</summary>
    public static string DotNet { get; } = Metadata("DotNet");

    /// <summary>The PowerShell of .config/dotnet-tools.json, which <see cref="DotNet"/> runs.</summary>
    public static string Pwsh { get; } = Metadata("Pwsh");

    public static string Configuration => Path.GetFileName(Path.GetDirectoryName(Folder)) ?? "Release";

    /// <summary>Runs a program to its end, and returns its output and duration.</summary>
    public static async Task<(string Output, TimeSpan Time)> RunAsync(string file, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true,
            RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (output, clock.Elapsed)
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: "
            + $"{output}{await errors}");
    }

    /// <summary>Runs a script to its end in a separate PowerShell, that of .config/dotnet-tools.json.</summary>
    public static Task<(string Output, TimeSpan Time)> RunScriptAsync(string script) =>
        RunAsync(DotNet, Pwsh, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script);

    /// <summary>A folder for the duration of a run.</summary>
    public static string NewFolder() => Directory.CreateTempSubdirectory("lvb-bench-").FullName;

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
