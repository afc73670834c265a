using System;
using System.IO;
using System.Threading.Tasks;
using TencentLvb.Unit.Shell;

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
}
