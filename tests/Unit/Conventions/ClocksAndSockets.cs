using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>Tests that depend on clocks, sockets, processes or process-wide state run in sequence after all others, because other tests on
/// the same cores would disturb the measurements. Everything else runs in parallel.</summary>
[CollectionDefinition(nameof(ClocksAndSockets), DisableParallelization = true)]
public sealed class ClocksAndSockets;

/// <summary>Keeps such tests in the collection.</summary>
public sealed partial class ClocksAndSocketsTests
{
    [Fact]
    public void EveryTestOfClocksSocketsOrProcessesIsInTheCollection()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Unit"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .ToDictionary(file => file, File.ReadAllText);
        var tests = files.Where(file => Test().IsMatch(file.Value)).ToDictionary();

        // Code that starts a server, a process or a wait for a test counts too, and so does code that uses it.
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
