using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>The module's cmdlets on the bare engine, connected to a service of the test.</summary>
internal sealed class CmdletHost : IDisposable
{
    private readonly Runspace _runspace;

    public CmdletHost(ScriptedService service)
    {
        _runspace = ModuleRunspace.Open();
        var key = new SecureString();
        key.AppendChar('k');
        Set("key", key);
        Run($"Connect-Lvb -AppId 1234 -Key $key -Endpoint '{service.Uri}' -StatEndpoint '{service.Uri}' -MaximumRetryCount 0");
    }

    /// <summary>The non-terminating errors of the last script.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; private set; } = [];

    /// <summary>Sets a variable of the session.</summary>
    public void Set(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script.</summary>
    public object?[] Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddScript(script).Invoke();
        Errors = [.. shell.Streams.Error];
        return [.. output.Select(item => item?.BaseObject is PSCustomObject ? item : item?.BaseObject)];
    }

    /// <summary>Runs a script that ends with a terminating error, and returns the error.</summary>
    public ErrorRecord Fail(string script)
        => Assert.IsType<ErrorRecord>(Run($"try {{ $null = {script} }} catch {{ , $_ }}").SingleOrDefault());

    public void Dispose() => _runspace.Dispose();
}
