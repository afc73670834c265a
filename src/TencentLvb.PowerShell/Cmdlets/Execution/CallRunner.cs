using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Runs the calls of a cmdlet: starts them off the pipeline thread, waits for them on it, writes their notes, reads a rotated key, and
/// reports at-most-once calls that a stop interrupted. Used on the pipeline thread; the workers never access the cmdlet.
/// </summary>
/// <param name="cmdlet">The cmdlet that makes the calls.</param>
/// <param name="account">Resolves the account; null for work without an account (downloads).</param>
internal sealed class CallRunner(LvbCmdlet cmdlet, Func<AccountResolver>? account)
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(0.5);

    private readonly UnconfirmedCallReporter _unconfirmed = new();
    private OperationScope? _scope;
    private WorkProgress? _progress;
    private bool? _verbose;
    private bool? _debug;

    /// <summary>Resolves the connection and reads its key, if this has not happened yet.</summary>
    /// <exception cref="LvbException">There is no usable connection.</exception>
    public void Connect()
    {
        if (_scope is null && account is not null)
        {
            _scope = account().WithKey().NewScope();
        }
    }

    /// <summary>Runs an operation, waits for it on the pipeline thread, and returns its value.</summary>
    /// <exception cref="LvbException">The operation failed.</exception>
    public T Run<T>(LvbOperation<T> operation) => Finish(Prepare(operation).Start());

    /// <summary>
    /// Creates the call of an operation without starting it. The connection is resolved, and its secret read, on the pipeline thread
    /// first. Warns of interrupted at-most-once calls if this is the next such call.
    /// </summary>
    public PendingCall<T> Prepare<T>(LvbOperation<T> operation)
    {
        Connect();
        var pending = new PendingCall<T>(operation, _scope!, NewLog(), cmdlet.StopToken);
        if (operation.Retry == RetryClass.AtMostOnce)
        {
            WarnOfUnconfirmed();
            _unconfirmed.Add(_scope!.Unconfirmed, pending);
        }

        return pending;
    }

    /// <summary>Creates other work without starting it.</summary>
    public PendingCall<T> Prepare<T>(Func<CallLog, CancellationToken, Task<T>> work) => new(work, NewLog(), cmdlet.StopToken);

    /// <summary>Runs other work off the pipeline thread, waits for it, and writes its notes.</summary>
    public T Await<T>(Func<CallLog, CancellationToken, Task<T>> work) => Finish(Prepare(work).Start());

    /// <summary>Warns, once, of the connection's at-most-once calls that a stop interrupted.</summary>
    public void WarnOfUnconfirmed()
    {
        Connect();
        foreach (var text in _scope!.Unconfirmed.TakeAll())
        {
            cmdlet.WriteWarning("An earlier call on this connection was interrupted. " + text);
        }
    }

    /// <summary>
    /// Waits for work that was started earlier and writes its notes. After a refused signature, the secret is read again.
    /// </summary>
    /// <exception cref="LvbException">The work failed.</exception>
    public T Finish<T>(PendingCall<T> pending)
    {
        var last = pending;
        Follow(last);
        Write(last.Log);
        if (last.Error is { Reason: LvbErrorReason.SignatureInvalid } && account?.Invoke().KeyWasRotated(last.Log.KeyVersion) == true)
        {
            // An attempt before the refusal may have been carried out, so the log of that run is passed on.
            last = last.Again(NewLog().After(last.Log));
            _unconfirmed.Replace(pending, last);
            last.Start();
            Follow(last);
            Write(last.Log);
        }

        _unconfirmed.Take(last);
        Progress.Advance();
        return last.ValueOrThrow();
    }

    /// <summary>Waits for work on the pipeline thread, up to a limit. Returns whether the work has completed.</summary>
    public bool WaitFor(PendingCall pending, TimeSpan? atMost = null)
    {
        if (pending.IsCompleted)
        {
            return cmdlet.StopToken.IsCancellationRequested ? throw new PipelineStoppedException() : true;
        }

        try
        {
            // The failure of the work is kept in the pending call, so only a stop throws here.
            return pending.Task.Wait(atMost is { } time ? (int)time.TotalMilliseconds : Timeout.Infinite, cmdlet.StopToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Turns progress off, because the cmdlet shows its own.</summary>
    public void HideProgress() => _progress = WorkProgress.None;

    /// <summary>Completes the progress after all input was processed.</summary>
    public void Complete()
    {
        _unconfirmed.Told();
        _progress?.Complete();
    }

    /// <summary>Ends the cmdlet after the calls in flight have been canceled: reports through the host what may have happened.</summary>
    /// <param name="wasStopped">Whether the cmdlet was stopped.</param>
    public void Abandon(bool wasStopped) => _unconfirmed.Name(cmdlet.Host, wasStopped);

    /// <summary>Records that an object or an error was written.</summary>
    public void Told() => _unconfirmed.Told();

    private WorkProgress Progress => _progress ??= WorkProgress.Of(cmdlet);

    /// <summary>Creates the log of one call. Verbose lines are created only if verbose output is enabled.</summary>
    private CallLog NewLog() =>
        new(_verbose ??= Verbosity.IsOn(cmdlet))
        {
            KeyVersion = _scope is null ? 0 : account!().Connection.KeyVersion,
            IsDebug = _debug ??= Verbosity.IsDebugOn(cmdlet),
        };

    /// <summary>Waits for work to complete, and shows the reason if it takes a long time.</summary>
    private void Follow(PendingCall pending)
    {
        var waits = 0;
        while (!WaitFor(pending, Watch))
        {
            Progress.Wait(pending.Log, TimeSpan.FromTicks(Watch.Ticks * ++waits));
            if (pending.Log.TakeAnnouncement() is { } text)
            {
                cmdlet.WriteWarning(text);
            }
        }
    }

    private void Write(CallLog log)
    {
        foreach (var line in log.VerboseLines)
        {
            cmdlet.WriteVerbose(line);
        }

        foreach (var line in log.DebugLines)
        {
            cmdlet.WriteDebug(line);
        }

        foreach (var text in log.Warnings)
        {
            cmdlet.WriteWarning(text);
        }
    }
}
