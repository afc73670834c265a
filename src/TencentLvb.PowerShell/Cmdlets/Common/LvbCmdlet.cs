using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>What every cmdlet of the module has: errors with a recommended action, and an end at once when it is stopped.</summary>
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

    /// <summary>Is cancelled when the cmdlet is stopped or disposed.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>The connection that the cmdlet has used so far; null when there is none.</summary>
    private protected virtual LvbConnection? UsedConnection => null;

    /// <summary>Emits an object; a stream that it is about can then be completed.</summary>
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
    }

    /// <summary>The object with the members that its views need.</summary>
    private protected virtual object? Decorated(object? output) => OutputDecorator.AddTo(output);

    /// <summary>Writes a non-terminating error about what the user gave.</summary>
    internal void WriteError(LvbException error, object? target) => WriteError(ErrorRecords.From(error, target));

    /// <summary>Ends the cmdlet with an error.</summary>
    internal void ThrowError(LvbException error, object? target) => ThrowTerminatingError(ErrorRecords.From(error, target));

    /// <summary>Ends the cmdlet with <c>LvbInvalidArgument</c>.</summary>
    internal void ThrowInvalid(string what, string allowed, object? target) => ThrowError(LvbErrors.InvalidArgument(what, allowed), target);

    /// <summary>Checks the combination of parameters; nothing has been sent yet.</summary>
    protected virtual void Check()
    {
    }

    /// <summary>What the cmdlet does before the first input.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>What the cmdlet does for each input.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>What the cmdlet does after the last input.</summary>
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
        // Comes on another thread, at any time: also while Dispose runs, and after it.
        lock (_stopGate)
        {
            if (!_disposed)
            {
                _stop.Cancel();
            }
        }
    }

    /// <summary>Cancels what is in flight: after Select-Object -First, or when something downstream throws, only this runs.</summary>
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

        lock (_stopGate)
        {
            if (_disposed)
            {
                return;
            }

            _stop.Cancel();
            _disposed = true;
        }

        Ended();
        _stop.Dispose();
    }

    /// <summary>What an error that ends the cmdlet is about, as the user gave it; null for nothing in particular.</summary>
    private protected virtual object? ErrorTarget(LvbException error) => null;

    /// <summary>What is left to do when all input was processed.</summary>
    private protected virtual void Complete()
    {
    }

    /// <summary>What is left to do when the cmdlet ends, for whatever reason. What was in flight has been cancelled.</summary>
    private protected virtual void Ended()
    {
    }

    // A local time that the clock skips or shows twice: the argument's conversion sees it, but has no way to warn.
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
            // What the service or the network did is an error of that call, so that -ErrorAction decides.
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
