// Specs set environment variables of the process and listen on ports: one file after another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace TencentLvb.SpecRunner;

/// <summary>The runner itself, on sample specs whose tests say by their names how they must end. Real Pester ends them the same.</summary>
public sealed class RunnerTests
{
    [Theory]
    [InlineData("Should", 70)]
    [InlineData("Blocks", 45)]
    public void EachTestEndsAsItsNameSays(string sample, int atLeast)
    {
        var file = Open(sample);
        var wrong = file.Tests.Select((_, i) => file.Result(i)).Where(t => OutcomeOf(t) != ExpectedOutcome(t)).Select(t => $"{t.Name}: {OutcomeOf(t)} {t.Failure}");

        Assert.Equal("", string.Join("\n", wrong));
        Assert.True(file.Tests.Count >= atLeast, $"only {file.Tests.Count} tests were found");
    }

    [Fact]
    public void NamesCarryFileBlocksAndData()
    {
        var file = Open("Blocks");
        var names = file.Tests.Select(file.DisplayName).ToList();

        Assert.Contains("Blocks: scopes > inside > sees all", names);
        Assert.Contains("Blocks: data > of a table 2 down", names);
        Assert.Contains("Blocks: data > of a block 1 > is there 1 q", names);
        Assert.Contains("Blocks: data > with \"quotes\" and $signs and <no> data 1", names);
        Assert.Contains("Blocks: data > made of z > z z", names);
        Assert.Contains("Blocks: data > fails for each 2", names);
    }

    [Fact]
    public void AFailureTellsValuesReasonAndPlace()
    {
        var file = Open("Should");
        var test = file.Tests.Select((_, i) => file.Result(i)).Single(t => t.Name.EndsWith("fails with it", StringComparison.Ordinal));

        Assert.StartsWith("Expected 2, because the world is odd, but got 1.", test.Failure, StringComparison.Ordinal);
        Assert.Contains("1 | Should -Be 2 -Because 'the world is odd'", test.Failure, StringComparison.Ordinal);
        var line = Array.FindIndex(File.ReadAllLines(PathOf("Should")), l => l.Contains("the world is odd", StringComparison.Ordinal)) + 1;
        Assert.Contains($"Should.Tests.ps1:line {line}", test.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatCannotBeDescribedIsOneFailingTest()
    {
        var file = Open("Broken");

        var test = Assert.Single(file.Tests);
        Assert.Equal("Broken: discovery", file.DisplayName(test));
        Assert.Contains("cannot be described", file.Result(0).Failure, StringComparison.Ordinal);
        Assert.Contains("Broken.Tests.ps1:line 3", test.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void TestsForTheWholeShellAreLeftOut()
    {
        var file = Open("FullShell");

        Assert.Equal([false, true, true], file.Tests.Select(t => t.Skipped is not null));
    }

    private static string OutcomeOf(SpecTest test) => test.Skipped is not null ? "skips" : test.Failure is not null ? "fails" : "passes";

    private static string ExpectedOutcome(SpecTest test)
    {
        var word = test.Name.Split(" > ")[^1].Split(' ')[0];
        return word is "fails" or "skips" ? word : "passes";
    }

    private static SpecFile Open(string sample) => new(PathOf(sample));

    private static string PathOf(string sample) => Path.Combine(AppContext.BaseDirectory, "Samples", sample + ".Tests.ps1");
}
