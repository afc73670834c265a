using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// The base class of all cmdlets of the module: provides errors with a recommended action, and stops immediately on Ctrl+C.
/// </summary>
public abstract partial class LvbCmdlet : PSCmdlet, IDisposable
{
    private readonly object _stopGate = new();
    private readonly CancellationTokenSource _stop = new();
    private SeenStreams? _seen;
    private EmittedStreams? _emitted;
    private Action? _process;
    private bool _disposed;

    private protected LvbCmdlet()
    {
    }

    /// <summary>Gets the token that is canceled when the cmdlet is stopped or disposed.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>Gets the connection that the cmdlet has used so far; null if there is none.</summary>
    private protected virtual LvbConnection? UsedConnection => null;

    /// <summary>Emits an object. Its stream can then be completed with Tab.</summary>
    internal new void WriteObject(object? output)
    {
        if (SeenStreams.IdOf(output) is { Length: > 0 } id)
        {
            (_seen ??= SeenStreams.OfThisRunspace)?.Add(id, output!);
            if (UsedConnection is { } connection)
            {
                (_emitted ??= EmittedStreams.Of(connection)).Add(id);
            }
        }

        base.WriteObject(Decorated(output));
        Told();
    }

    /// <summary>Returns the object with the members that its views require.</summary>
    private protected virtual object? Decorated(object? output) => OutputDecorator.AddTo(output);

    /// <summary>Writes a non-terminating error about the user's input.</summary>
    internal void WriteError(LvbException error, object? target)
    {
        WriteError(ErrorRecords.From(error, target));
        Told();
    }

    /// <summary>Ends the cmdlet with an error.</summary>
    internal void ThrowError(LvbException error, object? target) => ThrowTerminatingError(ErrorRecords.From(error, target));

    /// <summary>Ends the cmdlet with <c>LvbInvalidArgument</c>.</summary>
    internal void ThrowInvalid(string what, string allowed, object? target) => ThrowError(LvbErrors.InvalidArgument(what, allowed), target);

    /// <summary>Checks the combination of parameters before anything is sent.</summary>
    protected virtual void Check()
    {
    }

    /// <summary>Runs before the first input.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Runs for each input.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>Runs after the last input.</summary>
    protected virtual void End()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guarded(() =>
    {
        WarnOfLocalTimes();
        Check();
        Begin();
    });

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guarded(_process ??= Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guarded(() =>
    {
        End();
        Complete();
    });

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        // Called on another thread at any time, even during or after Dispose.
        lock (_stopGate)
        {
            if (!_disposed)
            {
                _stop.Cancel();
            }
        }
    }

    /// <summary>Cancels the calls in flight. After Select-Object -First, or an exception downstream, only this method runs.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        bool wasStopped;
        lock (_stopGate)
        {
            if (_disposed)
            {
                return;
            }

            wasStopped = _stop.IsCancellationRequested || Stopping;
            _stop.Cancel();
            _disposed = true;
        }

        Ended(wasStopped);
        _stop.Dispose();
    }

    /// <summary>Gets the target of an error that ends the cmdlet, as the user specified it; null if there is none.</summary>
    private protected virtual object? ErrorTarget(LvbException error) => null;

    /// <summary>Completes the work after all input was processed.</summary>
    private protected virtual void Complete()
    {
    }

    /// <summary>Runs after an object or an error was written. It does not run if a stop prevented that.</summary>
    private protected virtual void Told()
    {
    }

    /// <summary>Runs when the cmdlet ends for any reason. The calls in flight have been canceled.</summary>
    /// <param name="wasStopped">Whether the cmdlet was stopped.</param>
    private protected virtual void Ended(bool wasStopped)
    {
    }

    // The conversion of an argument detects a local time that does not exist or occurs twice, but cannot write a warning.
    private void WarnOfLocalTimes()
    {
        foreach (var argument in MyInvocation.BoundParameters)
        {
            if (argument.Value is LvbTime { Note: { } note })
            {
                WriteWarning($"-{argument.Key}: {note}");
            }
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (LvbException error) when (error.IsOfCall)
        {
            // Failures of the service or the network are errors of that call, so that -ErrorAction applies.
            WriteError(error, ErrorTarget(error));
        }
        catch (LvbException error)
        {
            ThrowError(error, ErrorTarget(error));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
