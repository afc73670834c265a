namespace TencentLvb.Unit.Shell;

public sealed class QuickstartTests
{
    [Fact]
    public async Task The_quickstart_runs_through()
    {
        var script = Path.Combine(Repository.Root, "examples", "Quickstart.ps1");
        var run = await ShellProcess.RunAsync([script]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));

        // Every heading came, and in between what it promises.
        var headings = File.ReadLines(script).Select(line => line.Trim()).Where(line => line.StartsWith("'---", System.StringComparison.Ordinal)).Select(line => line.Trim('\'')).ToArray();
        Assert.Equal(headings, run.Output.Split('\n').Where(line => line.StartsWith("---", System.StringComparison.Ordinal) && headings.Contains(line)));
        Assert.All(new[] { "8888_news", "Live", "Disabled", "8888_quickstart", "LvbApi.20601" }, text => Assert.Contains(text, run.Output, System.StringComparison.Ordinal));
    }
}
