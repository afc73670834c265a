using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TencentLvb.Unit.Help;

/// <summary>
/// A session as the help pages' examples expect it: the staged module, an emulator with sample data, connected, in an empty folder. The
/// engine has no Utility module, so that its commands have stand-ins here, which let objects through.
/// </summary>
internal sealed class ExampleShell : IDisposable
{
    private const string StandIns = """
        function Get-Date { [datetime]::Now }
        function Sort-Object { param($Property, [switch]$Descending) $input }
        function Select-Object { param($Property, $First, $Last) $input }
        function Measure-Object { param($Property, [switch]$Sum) $null = @($input) }
        function ConvertTo-Json { $null = @($input); '[]' }
        function Out-File { param($FilePath) $null = @($input) }
        function Export-Csv { param($Path, [switch]$NoTypeInformation) $global:exported = @($input) }
        function Import-Csv { param($Path) $global:exported }
        function Read-Host { param($Prompt, [switch]$AsSecureString) New-Key }
        function Get-Credential { param($UserName, $Message) [pscredential]::new($UserName, (New-Key)) }
        function New-Key { $key = [securestring]::new(); $key.AppendChar('k'); $key }
        """;

    private const string SecretManagement = """
        function Get-Secret { param($Name, $Vault) $key = [securestring]::new(); $key.AppendChar('k'); $key }
        """;

    private const string Preamble = """
        $ErrorActionPreference = 'Stop'
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
        $emulator = Start-LvbEmulator -SampleData
        Connect-Lvb -Emulator $emulator
        $ErrorActionPreference = 'Continue'
        """;

    private readonly Runspace runspace;
    private readonly string folder = Directory.CreateTempSubdirectory("lvb-example-").FullName;

    public ExampleShell()
    {
        var secrets = Path.Combine(folder, "Microsoft.PowerShell.SecretManagement.psm1");
        File.WriteAllText(secrets, SecretManagement);
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Path.Combine(Repository.StagedModule, "TencentLvb.psd1"), secrets]);
        runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        Environment.SetEnvironmentVariable("LVB_PROFILE_PATH", Path.Combine(folder, "profiles.json"));
        Assert.Empty(Run(StandIns, endless: false));
        Assert.Empty(Run(Preamble, endless: false));
    }

    /// <summary>Runs code, and returns what went wrong. What never ends by itself is stopped after a while.</summary>
    public IReadOnlyList<string> Run(string code, bool endless)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(code).AddArgument(folder);
        try
        {
            var running = shell.BeginInvoke();
            if (endless)
            {
                Assert.False(running.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(1)), "It ended by itself.");
                shell.Stop();
            }
            else
            {
                shell.EndInvoke(running);
            }
        }
        catch (RuntimeException e)
        {
            return [e.ErrorRecord.ToString()];
        }

        return [.. shell.Streams.Error.Select(e => $"{e.FullyQualifiedErrorId}: {e}")];
    }

    public void Dispose()
    {
        Run("Stop-LvbEmulator", endless: false);
        Environment.SetEnvironmentVariable("LVB_PROFILE_PATH", null);
        runspace.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
