using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Stands between a cmdlet and its calls: starts them off the pipeline thread, waits for them on it, writes what they have to say, reads
/// a rotated key, and names at-most-once calls that a stop left open. Lives on the pipeline thread; the workers never touch the cmdlet.
/// </summary>
/// <param name="cmdlet">The cmdlet on whose behalf.</param>
/// <param name="account">Finds the account; null for work that has none (downloads).</param>
internal sealed class CallRunner(LvbCmdlet cmdlet, Func<AccountResolver>? account)
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(0.5);

    private readonly UnconfirmedCallReporter _unconfirmed = new();
    private OperationScope? _scope;
    private WorkProgress? _progress;
    private bool? _verbose;
    private bool? _debug;

    /// <summary>Finds the connection and reads its key, if that has not happened yet.</summary>
    /// <exception cref="LvbException">There is none that can be used.</exception>
    public void Connect()
    {
        if (_scope is null && account is not null)
        {
            _scope = account().WithKey().NewScope();
        }
    }

    /// <summary>Runs an operation on the pipeline thread's time and returns its value.</summary>
    /// <exception cref="LvbException">It failed.</exception>
    public T Run<T>(LvbOperation<T> operation) => Finish(Prepare(operation).Start());

    /// <summary>
    /// An operation, not started yet. Its connection was found, and its secret read, on the pipeline thread before. Warns of at-most-once
    /// calls that a stop had broken off, when this is the next such call.
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

    /// <summary>Work of another kind, not started yet.</summary>
    public PendingCall<T> Prepare<T>(Func<CallLog, CancellationToken, Task<T>> work) => new(work, NewLog(), cmdlet.StopToken);

    /// <summary>Runs work of another kind off the pipeline thread, waits for it, and writes what it has to say.</summary>
    public T Await<T>(Func<CallLog, CancellationToken, Task<T>> work) => Finish(Prepare(work).Start());

    /// <summary>Tells, once more, of the connection's at-most-once calls that a stop broke off.</summary>
    public void WarnOfUnconfirmed()
    {
        Connect();
        foreach (var text in _scope!.Unconfirmed.TakeAll())
        {
            cmdlet.WriteWarning("An earlier call on this connection was interrupted. " + text);
        }
    }

    /// <summary>
    /// Waits for work that was started earlier and writes its notes. After a refused signature the secret is read once more.
    /// </summary>
    /// <exception cref="LvbException">It failed.</exception>
    public T Finish<T>(PendingCall<T> pending)
    {
        var last = pending;
        Follow(last);
        Write(last.Log);
        if (last.Error is { Reason: LvbErrorReason.SignatureInvalid } && account?.Invoke().KeyWasRotated(last.Log.KeyVersion) == true)
        {
            last = last.Again(NewLog()).Start();
            Follow(last);
            Write(last.Log);
        }

        _unconfirmed.Remove(pending);
        Progress.Advance();
        return last.ValueOrThrow();
    }

    /// <summary>Waits for work on the pipeline thread, or for so long. Returns whether it is over.</summary>
    public bool WaitFor(PendingCall pending, TimeSpan? atMost = null)
    {
        if (pending.IsCompleted)
        {
            return cmdlet.StopToken.IsCancellationRequested ? throw new PipelineStoppedException() : true;
        }

        try
        {
            // The work's failure is kept in the pending call, so that only a stop throws here.
            return pending.Task.Wait(atMost is { } time ? (int)time.TotalMilliseconds : Timeout.Infinite, cmdlet.StopToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>The cmdlet shows its progress itself.</summary>
    public void HideProgress() => _progress = WorkProgress.None;

    /// <summary>All input was processed.</summary>
    public void Complete() => _progress?.Complete();

    /// <summary>The cmdlet ends, and what was in flight has been cancelled: names what may have happened through the host.</summary>
    public void Abandon() => _unconfirmed.Name(cmdlet.Host);

    private WorkProgress Progress => _progress ??= WorkProgress.Of(cmdlet);

    /// <summary>Notes for one call: verbose lines are made only when somebody wants them.</summary>
    private CallLog NewLog() =>
        new(_verbose ??= Verbosity.IsOn(cmdlet))
        {
            KeyVersion = _scope is null ? 0 : account!().Connection.KeyVersion,
            IsDebug = _debug ??= Verbosity.IsDebugOn(cmdlet),
        };

    /// <summary>Waits for work to its end, and says meanwhile why it takes so long.</summary>
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
