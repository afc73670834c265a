using System.Diagnostics;

namespace TencentLvb.Unit.Build;

/// <summary>The pack step ships the staged module, so files of an earlier build must not stay there.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class StagingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lvb-staged-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task FilesOfAnEarlierBuildAreRemoved()
    {
        foreach (var stale in new[] { "TencentLvb.Types.ps1xml", "bin/desktop/Old.dll", "en-US/about_Old.help.txt", "examples/Old.ps1",
            "docs/old.md" })
        {
            var path = Path.Combine(_folder, stale);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "old", TestContext.Current.CancellationToken);
        }

        await StageAsync();

        Assert.Equal(FilesOf(Repository.StagedModule), FilesOf(_folder));
        Assert.All(
            new[] { "docs/migration.md", "docs/emulator.md", "examples/Quickstart.ps1", "examples/AzureFunctions/LvbNotification/run.ps1" },
            file => Assert.True(File.Exists(Path.Combine(_folder, file)), file));
    }

    // Help is written in a separate step.
    private static string[] FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("en-US/", StringComparison.Ordinal) || file.Contains("Old", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private async Task StageAsync()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "msbuild", Path.Combine(Repository.Root, "tools", "Build", "TencentLvb.Build.csproj"), "-t:StageModule", "-nologo", "-v:q",
                "-nodeReuse:false",
            $"-p:StagedModule={_folder}/", $"-p:Configuration={Repository.Configuration}",
        ])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, output);
    }
}
