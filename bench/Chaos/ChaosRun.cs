using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TencentLvb.Bench;

/// <summary>A call as it is planned: what is run, what it may send, and what is right.</summary>
/// <param name="Command">The cmdlet.</param>
/// <param name="Api">The service.</param>
/// <param name="Parameters">Its parameters, the connection aside.</param>
internal sealed record ChaosCall(string Command, LvbApi Api, Hashtable Parameters)
{
    /// <summary>What every request of this call has, and no request of another; null: the interface has to do.</summary>
    public string? Tag { get; init; }

    /// <summary>The interfaces and actions that it may use.</summary>
    public required string[] Interfaces { get; init; }

    /// <summary>The interface or action that may be carried out once; null: all may be repeated.</summary>
    public string? Once { get; init; }

    /// <summary>What the bodies of those requests have, where the interface does other things too.</summary>
    public string OnceBody { get; init; } = "";

    /// <summary>Throws when what came out is not what the account says.</summary>
    public required Action<IReadOnlyList<object>> Check { get; init; }

    /// <summary>After an error or a stop: throws when the state is neither the one before nor the one asked for.</summary>
    public Action CheckUnknown { get; init; } = () => { };

    /// <summary>Whether it may be stopped in flight.</summary>
    public bool MayStop { get; init; } = true;

    /// <summary>One output or one error is due for each of these, in this order; null: it is not that kind of call.</summary>
    public string[]? Each { get; init; }

    public override string ToString() =>
        $"{Command} ({Api}) {string.Join(' ', Parameters.Cast<DictionaryEntry>().Select(p => $"-{p.Key} {Text(p.Value)}"))}";

    private static string Text(object? value) => value is string or not IEnumerable ? $"{value}"
        : string.Join(',', ((IEnumerable)value).Cast<object>());
}

/// <summary>A call that was made, and between which requests of the journal.</summary>
internal sealed record ChaosResult(ChaosCall Call, long First, long Last, IReadOnlyList<ErrorRecord> Errors, bool Stopped, string Warnings)
{
    public bool Succeeded => !Stopped && Errors.Count == 0;
}

/// <summary>Runs calls in one runspace, and stops some of them.</summary>
internal sealed class ChaosRunspace : IDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);
    private readonly Runspace _runspace = ModuleRunspace.Open();

    public ChaosRunspace(string secretModule) =>
        Invoke("Import-Module", new Hashtable { ["Name"] = secretModule, ["Global"] = true });

    public IReadOnlyList<object> Invoke(string command, Hashtable parameters)
    {
        using var shell = Shell(command, parameters);
        var output = shell.Invoke();
        return shell.Streams.Error.FirstOrDefault() is { } error ? throw new InvalidOperationException(error.ToString(), error.Exception)
            : [.. output.Select(o => o.BaseObject)];
    }

    /// <summary>Runs a call; after the time given its pipeline is stopped.</summary>
    /// <exception cref="ChaosFailure">What came out is wrong, or the stop took too long.</exception>
    public (IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors, bool Stopped, string Warnings) Run(
        ChaosCall call, LvbConnection connection, TimeSpan? stopAfter)
    {
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
                throw new ChaosFailure($"was stopped, and still runs after {LongestStop.TotalSeconds} s");
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
        return ([.. output.Select(o => o.BaseObject)], errors, stopped, string.Join(" ", shell.Streams.Warning));
    }

    /// <summary>PowerShell keeps the last 256 errors of a session, with all that they hold.</summary>
    public void ForgetErrors() => ((ArrayList)_runspace.SessionStateProxy.GetVariable("Error")).Clear();

    public void Dispose() => _runspace.Dispose();

    private PowerShell Shell(string command, Hashtable parameters)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddCommand(command).AddParameters(parameters);
        return shell;
    }
}

/// <summary>Something is not right.</summary>
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
