using System.Management.Automation.Language;

namespace TencentLvb.Unit.Conventions;

/// <summary>An import is cheap: one assembly of ours, and no file or network.</summary>
public sealed class ImportTests : IDisposable
{
    private const string LoadedAssemblies =
        "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -like 'TencentLvb*' }";

    private readonly string _profiles = Path.GetTempFileName();

    public void Dispose() => File.Delete(_profiles);

    [Fact]
    public async Task TheEmulatorIsLoadedWhenItStarts()
    {
        var run = await ShellProcess.RunAsync(["-Command", $"{LoadedAssemblies}; 'start'; $e = Start-LvbEmulator; {LoadedAssemblies}; $e | Stop-LvbEmulator"]);

        Assert.Equal(("", "TencentLvb.PowerShell\nstart\nTencentLvb.PowerShell\nTencentLvb.Emulator\n"), (run.Errors, run.Output));
    }

    // Whoever read this file would have to say that it is damaged.
    [Fact]
    public async Task ProfilesAreNotRead()
    {
        await File.WriteAllTextAsync(_profiles, "{ damaged", TestContext.Current.CancellationToken);

        var run = await ShellProcess.RunAsync(["-Command", "(Get-Module TencentLvb).Name"], null, ("LVB_PROFILE_PATH", _profiles), ("LVB_PROFILE", "none"));

        Assert.Equal(("", "TencentLvb\n"), (run.Errors, run.Output));
    }

    // A list over several lines without commas is a script to the engine, which it compiles at each import: a sixth of the whole.
    [Fact]
    public void ListsOfTheManifestAreLiterals()
    {
        var manifest = Parser.ParseFile(Path.Combine(Repository.Root, "TencentLvb.psd1"), out _, out var errors);

        var lists = manifest.FindAll(node => node is ArrayExpressionAst, searchNestedScriptBlocks: true).Cast<ArrayExpressionAst>().ToList();

        Assert.Empty(errors);
        Assert.Contains(lists, list => list.Extent.Text.Contains("Get-LvbLiveStat", StringComparison.Ordinal));
        Assert.All(lists, list => Assert.True(list.SubExpression.Statements.Count <= 1, list.Extent.Text));
    }
}
