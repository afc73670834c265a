using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TencentLvb.Bench;

/// <summary>A planned call: what it runs, what it may send, and its correct result.</summary>
/// <param name="Command">The cmdlet.</param>
/// <param name="Api">The service.</param>
/// <param name="Parameters">Its parameters without the connection.</param>
internal sealed record ChaosCall(string Command, LvbApi Api, Hashtable Parameters)
{
    /// <summary>What every request of this call contains, and no request of another call. Null: the interface identifies it.</summary>
    public string? Tag { get; init; }

    /// <summary>The interfaces and actions that it may use.</summary>
    public required string[] Interfaces { get; init; }

    /// <summary>The at-most-once interface or action; null: all may be repeated.</summary>
    public string? Once { get; init; }

    /// <summary>What the bodies of those requests contain, where the interface also does other things.</summary>
    public string OnceBody { get; init; } = "";

    /// <summary>Throws when the output differs from the account.</summary>
    public required Action<IReadOnlyList<object>> Check { get; init; }

    /// <summary>After an error or a stop: throws when the state is neither the previous nor the requested one.</summary>
    public Action CheckUnknown { get; init; } = () => { };

    /// <summary>Whether it may be stopped in flight.</summary>
    public bool MayStop { get; init; } = true;

    /// <summary>Whether the call emits an object when it succeeds.</summary>
    public bool HasOutput { get; init; } = true;

    /// <summary>Whether the call changes the object that its requests name. If a request was carried out, an error has to mention that.
    /// </summary>
    public bool IsChange { get; init; }

    /// <summary>One output or one error is expected for each of these, in this order. Null: the call has no such inputs.</summary>
    public string[]? Each { get; init; }

    public override string ToString() =>
        $"{Command} ({Api}) {string.Join(' ', Parameters.Cast<DictionaryEntry>().Select(p => $"-{p.Key} {Text(p.Value)}"))}";

    private static string Text(object? value) => value is string or not IEnumerable ? $"{value}"
        : string.Join(',', ((IEnumerable)value).Cast<object>());
}

/// <summary>The output of a call, its errors, and its warnings.</summary>
internal sealed record ChaosOutcome(IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors, bool Stopped, string Warnings);

/// <summary>A call that was made, and its range of requests in the journal.</summary>
internal sealed record ChaosResult(ChaosCall Call, long First, long Last, ChaosOutcome Outcome)
{
    public IReadOnlyList<ErrorRecord> Errors => Outcome.Errors;

    public bool Stopped => Outcome.Stopped;

    public bool Succeeded => !Stopped && Errors.Count == 0;

    public string Warnings => Outcome.Warnings;
}

/// <summary>Runs calls in one runspace, and stops some of them.</summary>
internal sealed class ChaosRunspace : IDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);
    private readonly ChaosHost _host = new();
    private readonly Runspace _runspace;

    public ChaosRunspace(string secretModule)
    {
        _runspace = ModuleRunspace.Open(_host);
        Invoke("Import-Module", new Hashtable { ["Name"] = secretModule, ["Global"] = true });
    }

    public IReadOnlyList<object> Invoke(string command, Hashtable parameters)
    {
        using var shell = Shell(command, parameters);
        var output = shell.Invoke();
        return shell.Streams.Error.FirstOrDefault() is { } error ? throw new InvalidOperationException(error.ToString(), error.Exception)
            : [.. output.Select(o => o.BaseObject)];
    }

    /// <summary>Runs a call. Its pipeline is stopped after the specified time.</summary>
    /// <exception cref="ChaosFailure">The output is wrong, or the stop took too long.</exception>
    public ChaosOutcome Run(ChaosCall call, LvbConnection connection, TimeSpan? stopAfter)
    {
        _host.Warnings.Clear();
        var parameters = new Hashtable(call.Parameters) { ["Connection"] = connection };
        using var shell = Shell(call.Command, parameters);
        var output = new PSDataCollection<PSObject>();
        var errors = new List<ErrorRecord>();
        var running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        var stopped = false;
        if (stopAfter is { } time && !running.AsyncWaitHandle.WaitOne(time))
        {
            stopped = true;
            var stop = shell.BeginStop(null, null);
            if (!stop.AsyncWaitHandle.WaitOne(LongestStop) || !running.AsyncWaitHandle.WaitOne(LongestStop))
            {
                throw new ChaosFailure($"was stopped, but still runs after {LongestStop.TotalSeconds} s");
            }

            shell.EndStop(stop);
        }

        try
        {
            shell.EndInvoke(running);
        }
        catch (PipelineStoppedException) when (stopped)
        {
        }
        catch (RuntimeException e)
        {
            errors.Add(e.ErrorRecord);
        }

        errors.AddRange(shell.Streams.Error);

        // A call that ended before the stop arrived was not stopped.
        stopped &= shell.InvocationStateInfo.State == PSInvocationState.Stopped;
        var warnings = shell.Streams.Warning.Select(warning => warning.Message).Concat(_host.Warnings);
        return new ChaosOutcome([.. output.Select(o => o.BaseObject)], errors, stopped, string.Join(" ", warnings));
    }

    /// <summary>PowerShell keeps the last 256 errors of a session, with everything that they reference.</summary>
    public void ForgetErrors() => ((ArrayList)_runspace.SessionStateProxy.GetVariable("Error")).Clear();

    public void Dispose() => _runspace.Dispose();

    private PowerShell Shell(string command, Hashtable parameters)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddCommand(command).AddParameters(parameters);
        return shell;
    }
}

/// <summary>A check failed.</summary>
internal sealed class ChaosFailure(string message) : Exception(message)
{
    public static void Unless(bool holds, string what)
    {
        if (!holds)
        {
            throw new ChaosFailure(what);
        }
    }
}
