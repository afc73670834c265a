using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;

namespace TencentLvb.Bench;

/// <summary>A runspace with the module's cmdlets and a connection.</summary>
internal sealed class ModuleShell : IDisposable
{
    private readonly Runspace _runspace;

    /// <summary>The push domain of all streams, so that no lookup is needed.</summary>
    public const string Domain = "push.example.com";

    public ModuleShell(Uri address)
    {
        _runspace = ModuleRunspace.Open();
        // As in pwsh, where all commands run on one thread.
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        var key = new SecureString();
        "bench-key".ToList().ForEach(key.AppendChar);
        Connection = new LvbConnection(new LvbConnectionSettings { AppId = 1250000001, Endpoint = address, StatEndpoint = address }, key);
        _runspace.SessionStateProxy.SetVariable("c", Connection);
        _runspace.SessionStateProxy.SetVariable("key", key);
        var server = address.GetLeftPart(UriPartial.Authority);
        Time($"$c3 = Connect-Lvb -SecretId AKIDbench -SecretKey $key -Endpoint {server} -PushDomain {Domain} -AppName live -PassThru");
        _runspace.SessionStateProxy.SetVariable("ids", Enumerable.Range(0, 10_000).Select(i => $"8888_{i:D6}").ToArray());
    }

    public LvbConnection Connection { get; }

    /// <summary>The duration of a script. An error in it ends the benchmark.</summary>
    public TimeSpan Time(string script)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        var clock = Stopwatch.StartNew();
        shell.Invoke();
        var time = clock.Elapsed;
        return shell.Streams.Error.FirstOrDefault() is { } error ? throw new InvalidOperationException(error.ToString(), error.Exception)
            : time;
    }

    public object? Value(string name) => _runspace.SessionStateProxy.GetVariable(name);

    public void Dispose() => _runspace.Dispose();
}
