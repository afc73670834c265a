using System.Diagnostics;

namespace TencentLvb.Unit.Shell;

/// <summary>The shell for machines without one: what comes out where, and with which exit code.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lvb-shell-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task AScriptGetsItsArgumentsAndItsPlace()
    {
        var run = await RunScriptAsync("param([string]$Name, [switch]$On, $Rest) \"$Name|$On|$Rest|$PSScriptRoot\"", "-Name", "a b", "-On:$true", "tail");

        Assert.Equal($"a b|True|tail|{_folder.FullName}\n", run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task AScriptsOwnExitCodeCounts()
    {
        var run = await RunScriptAsync("'before'; exit 3; 'after'");

        Assert.Equal((3, "before\n", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task AnErrorThatEndsAScriptIsShownWithItsPlaceAndFails()
    {
        var run = await RunScriptAsync("'before'\nthrow 'the end'\n'after'");

        Assert.Equal((1, "before\n"), (run.ExitCode, run.Output));
        Assert.Contains("the end", run.Errors, StringComparison.Ordinal);
        Assert.Contains("script.ps1:2", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorThatDoesNotEndAScriptIsShownWithWhatToDo()
    {
        var run = await RunScriptAsync("""
            function Write-It {
                [CmdletBinding()] param()
                $problem = [System.Management.Automation.ErrorRecord]::new([Exception]::new('it is off'), 'Off', 'NotSpecified', 'it')
                $problem.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('it is off')
                $problem.ErrorDetails.RecommendedAction = 'Turn it on.'
                $PSCmdlet.WriteError($problem)
            }
            Write-It
            'after'
            """);

        Assert.Equal((0, "after\n"), (run.ExitCode, run.Output));
        Assert.Contains("it is off", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Turn it on.", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 + 1", 0, "2\n", "")]
    [InlineData("Get-NoSuchThing", 1, "", "Get-NoSuchThing")]
    [InlineData("foreach (", 1, "", "Missing variable name after foreach")]
    [InlineData("try { Get-NoSuchThing } catch { 'caught' }", 0, "caught\n", "")]
    [InlineData("(Get-Module TencentLvb).Name", 0, "TencentLvb\n", "")]
    public async Task ACommandFailsWithAnyErrorThatIsShown(string command, int exitCode, string output, string error)
    {
        var run = await ShellProcess.RunAsync(["-Command", command]);

        Assert.Equal((exitCode, output), (run.ExitCode, run.Output));
        Assert.Contains(error, run.Errors, StringComparison.Ordinal);
        Assert.Equal(error.Length == 0, run.Errors.Length == 0);
    }

    [Fact]
    public async Task NobodyIsAskedWhenNonInteractive()
    {
        var run = await ShellProcess.RunAsync(["-NonInteractive", "-Command", "$Host.UI.ReadLine()"], input: "an answer\n");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("-NonInteractive", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePromptTakesCommandsOverSeveralLines()
    {
        var run = await ShellProcess.RunAsync([], input: "if (1) {\n'inside'\n}\n\nthrow 'one goes on'\nexit 4\n'never'\n");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("inside\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
        Assert.Contains("one goes on", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RedirectedOutputHasNoColoursAndOneHundredAndTwentyColumns()
    {
        var run = await ShellProcess.RunAsync(["-Command", "\"$([char]27)[31mred$([char]27)[0m äö\"; $Host.UI.RawUI.BufferSize.Width"]);

        Assert.Equal("red äö\n120\n", run.Output);
    }

    [Fact]
    public async Task ControlCStopsAScript()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl+C cannot be sent to another process there.");
        var path = Path.Combine(_folder.FullName, "endless.ps1");
        await File.WriteAllTextAsync(path, "'ready'; while ($true) { [System.Threading.Thread]::Sleep(50) }", TestContext.Current.CancellationToken);
        using var shell = Process.Start(new ProcessStartInfo("dotnet", [Repository.Shell, path]) { RedirectStandardOutput = true })!;
        Assert.Equal("ready", await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        using var kill = Process.Start("kill", ["-INT", $"{shell.Id}"]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, shell.ExitCode);
    }

    private Task<ShellProcess> RunScriptAsync(string text, params string[] arguments)
    {
        var path = Path.Combine(_folder.FullName, "script.ps1");
        File.WriteAllText(path, text);
        return ShellProcess.RunAsync([path, .. arguments]);
    }
}
