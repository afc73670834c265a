using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TencentLvb.Bench;

/// <summary>Runs a script on PowerShell's engine with nothing imported.</summary>
internal static class BareEngine
{
    public const string Command = "script";

    public static void Run(string script)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript(File.ReadAllText(script)).Invoke();
        if (shell.Streams.Error.FirstOrDefault() is { } error)
        {
            throw new InvalidOperationException(error.ToString(), error.Exception);
        }
    }
}
