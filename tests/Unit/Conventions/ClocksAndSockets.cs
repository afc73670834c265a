using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>
/// The tests that watch clocks, sockets, processes or what belongs to this process run one after another, once all others are done:
/// neighbours on the same cores would be what they measure. Everything else runs in parallel.
/// </summary>
[CollectionDefinition(nameof(ClocksAndSockets), DisableParallelization = true)]
public sealed class ClocksAndSockets;

/// <summary>Nobody forgets to say so.</summary>
public sealed partial class ClocksAndSocketsTests
{
    [Fact]
    public void EveryTestThatWatchesThemIsInTheirCollection()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Unit"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .ToDictionary(file => file, File.ReadAllText);
        var tests = files.Where(file => Test().IsMatch(file.Value)).ToDictionary();

        // What helps a test to a server, a process or a wait counts as one, and so does what helps that.
        var words = new HashSet<string>(
        [
            "TcpListener", "HttpServer", "Stopwatch", "Task.Delay", "Thread.Sleep", "SpinWait", "Process.Start",
                "Environment.SetEnvironmentVariable",
            "GC.GetTotalMemory", "GC.GetTotalAllocatedBytes", "Timer.ActiveCount",
        ]);
        for (var known = 0; known != words.Count;)
        {
            known = words.Count;
            var watching = Words(words);
            words.UnionWith(files.Keys.Except(tests.Keys).Where(file => watching.IsMatch(files[file]))
                .SelectMany(file => TypeName().Matches(files[file]).Select(type => type.Groups[1].Value)));
        }

        var any = Words(words);
        Assert.True(tests.Count > 100 && tests.Count(test => any.IsMatch(test.Value)) > 50);
        Assert.Empty(tests.Where(test => any.IsMatch(test.Value) && !test.Value.Contains("[Collection(", StringComparison.Ordinal))
            .Select(test => $"{Path.GetFileName(test.Key)}: {any.Match(test.Value)} needs "
            + $"[Collection(nameof({nameof(ClocksAndSockets)}))] on its class"));
    }

    private static Regex Words(IEnumerable<string> words) => new($@"(?<![\w.])({string.Join('|', words.Select(Regex.Escape))})\b");

    [GeneratedRegex(@"\[(Fact|Theory)\b")]
    private static partial Regex Test();

    [GeneratedRegex(@"(?<!static )\b(?:class|record|struct) (\w+)")]
    private static partial Regex TypeName();
}
