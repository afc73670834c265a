using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace TencentLvb.Unit.Specs;

/// <summary>What <c>dotnet test</c> reports about specs, on samples whose names say how they must end.</summary>
[Collection(nameof(BridgeTests))]
public sealed class BridgeTests : IDisposable
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private readonly string _folder = Directory.CreateTempSubdirectory("lvb-bridge-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("5.9.1")]
    [InlineData("6.2.0")]
    public async Task EachItIsASeparateTest(string pester)
    {
        var results = await RunAsync("-e", $"LVB_SAMPLE_LOG={Log}", "--", $"Pester.Version={pester}");

        Assert.Equal("", string.Join("\n", results.Where(r => r.Outcome != Expected(r.Name))
            .Select(r => $"{r.Name}: {r.Outcome} {r.Message}")));
        Assert.Equal(28, results.Count);
        Assert.Equal(["found", "ran"], await File.ReadAllLinesAsync(Log));

        foreach (var name in new[]
        {
            "scopes > has a name of its own", "scopes > has a name of its own (2)", "data > of a table 2 down", "data > of values two",
                "data > of a block 1 > is there 1 q",
            "data > with \"quotes\" and $signs and `<no> data 1",
        })
        {
            Assert.Single(results, r => r.Name == "Blocks: " + name);
        }

        Assert.InRange(One("takes its time").Time.TotalMilliseconds, 300, 10_000);
        Assert.Contains("Expected 2, because the world is odd, but got 1.", One("fails with a reason").Message, StringComparison.Ordinal);
        Assert.Contains("Blocks.Tests.ps1:15", One("fails with a reason").Trace, StringComparison.Ordinal);
        Assert.Contains("it can not run here", One("skips itself").Message, StringComparison.Ordinal);
        Assert.Contains("no start", One("fails there too").Message, StringComparison.Ordinal);
        Assert.Contains("no end", One("that fail last > AfterAll").Message, StringComparison.Ordinal);
        Assert.Contains("it cannot be read", One("Broken: discovery").Message, StringComparison.Ordinal);
        Assert.Contains("the file does not start", One("Start: a file whose setup fails > fails").Message, StringComparison.Ordinal);

        Result One(string end) => Assert.Single(results, r => r.Name.EndsWith(end, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFilterSelectsTestsAndRunsNothingElse()
    {
        var results = await RunAsync("--filter", "(FullyQualifiedName~data&Name~block 2)|Category=Slow", "-e", $"LVB_SAMPLE_LOG={Log}");

        Assert.Equal(
            ["Blocks: data > of a block 2 > is there 2 p", "Blocks: data > of a block 2 > is there 2 q", "Blocks: scopes > is slow",
                "Broken: discovery"],
            results.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["found", "ran"], await File.ReadAllLinesAsync(Log));
    }

    [Fact]
    public async Task AMissingVersionFails()
    {
        var result = Assert.Single(await RunAsync("--", "Pester.Version=4.0.0"));

        Assert.Equal("Failed", result.Outcome);
        Assert.Contains("4.0.0", result.Message, StringComparison.Ordinal);
    }

    private string Log => Path.Combine(_folder, "log.txt");

    private static string Expected(string name) => name.Split([" > ", ": "], StringSplitOptions.None)[^1].Split(' ')[0] switch
    {
        "fails" or "AfterAll" or "discovery" => "Failed",
        "skips" => "NotExecuted",
        _ => "Passed",
    };

    private async Task<List<Result>> RunAsync(params string[] arguments)
    {
        var specs = Path.Combine(Repository.Root, "tests", "Specs");
        var adapter = Path.Combine(specs, "bin", Repository.Configuration, "net10.0", "TencentLvb.Specs.TestAdapter.dll");
        List<string> all = ["test", adapter, "--logger", "trx;LogFileName=result.trx", "--results-directory", _folder, .. arguments];
        if (!all.Contains("--"))
        {
            all.Add("--");
        }

        using var process = Process.Start(new ProcessStartInfo(Repository.DotNet,
            [.. all, $"Pester.Path={Path.Combine(specs, "Samples")}"]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 1, output);
        return [.. XDocument.Load(Path.Combine(_folder, "result.trx")).Descendants(Trx + "UnitTestResult").Select(r => new Result(
            (string)r.Attribute("testName")!,
            (string)r.Attribute("outcome")!,
            TimeSpan.Parse((string?)r.Attribute("duration") ?? "0", CultureInfo.InvariantCulture),
            r.Descendants(Trx + "Message").FirstOrDefault()?.Value ?? "",
            r.Descendants(Trx + "StackTrace").FirstOrDefault()?.Value ?? ""))];
    }

    private sealed record Result(string Name, string Outcome, TimeSpan Time, string Message, string Trace);
}
