using System.Management.Automation;

namespace TencentLvb;

// How a cmdlet makes its calls: off the pipeline thread, which waits, and writes what they have to say.
public abstract partial class LvbCmdlet
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(0.5);

    private readonly UnconfirmedCallReporter _onceCalls = new();
    private WorkProgress? _progress;
    private bool? _verbose;

    /// <summary>Notes for one call: verbose lines are made only when somebody wants them.</summary>
    internal CallLog NewNotes() => new(_verbose ??= Verbosity.IsOn(this)) { KeyVersion = _account?.Connection.KeyVersion ?? 0 };

    /// <summary>Makes a call on the pipeline thread's time and returns its value; throws <see cref="LvbException"/> when it failed.</summary>
    internal T Call<T>(LvbRequest<T> request)
    {
        var client = Account.Client;
        return Finish(Prepare(client, request).Start());
    }

    /// <summary>
    /// A call, not started yet. Its connection was found, and its secret read, on the pipeline thread before.
    /// Warns of at-most-once calls that a stop had broken off, when this is the next such call.
    /// </summary>
    internal PendingCall<T> Prepare<T>(HttpTransport client, LvbRequest<T> request)
    {
        var isOnce = request.Retry == RetryClass.AtMostOnce;
        if (isOnce)
        {
            WarnOfAbandonedCalls(client);
        }

        var message = new Lvb2Message<T>(Account.Lvb2Account, request);
        var pending = new PendingCall<T>(client, message, NewNotes(), StopToken);
        if (isOnce)
        {
            _onceCalls.Add(client, message, pending);
        }

        return pending;
    }

    /// <summary>Tells, once more, of the connection's at-most-once calls that a stop broke off.</summary>
    internal void WarnOfAbandonedCalls(HttpTransport client)
    {
        foreach (var text in client.Abandoned.TakeAll())
        {
            WriteWarning("An earlier call on this connection was broken off. " + text);
        }
    }

    /// <summary>Runs work off the pipeline thread, waits for it, and writes what it has to say.</summary>
    internal T Await<T>(Func<CallLog, CancellationToken, Task<T>> work)
    {
        return Finish(PendingCall<T>.Start(work, NewNotes(), StopToken));
    }

    /// <summary>Waits for work that was started earlier and writes its notes. After a refused sign the secret is read once more.</summary>
    internal T Finish<T>(PendingCall<T> pending)
    {
        var last = pending;
        Follow(last);
        WriteNotes(last.Notes);
        if (last.Error is { ErrorId: LvbErrors.SignatureInvalidId } && _account is { } account && account.KeyWasRotated(last.Notes.KeyVersion))
        {
            last = last.Again(NewNotes()).Start();
            Follow(last);
            WriteNotes(last.Notes);
        }

        _onceCalls.Remove(pending);
        (_progress ??= WorkProgress.Of(this)).Advance();
        return last.ValueOrThrow();
    }

    /// <summary>Says that the cmdlet shows its progress itself.</summary>
    internal void ShowsOwnProgress() => _progress = WorkProgress.None;

    /// <summary>Waits for work on the pipeline thread, or for so long. Tells whether it is over.</summary>
    internal bool WaitFor(PendingCall pending, TimeSpan? atMost = null)
    {
        if (pending.Task.IsCompleted)
        {
            return StopToken.IsCancellationRequested ? throw new PipelineStoppedException() : true;
        }

        try
        {
            // The work's failure is kept in the pending, so that only a stop throws here.
            return pending.Task.Wait(atMost is { } time ? (int)time.TotalMilliseconds : Timeout.Infinite, StopToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for work to its end, and tells meanwhile why it takes so long.</summary>
    private void Follow(PendingCall pending)
    {
        while (!WaitFor(pending, Watch))
        {
            if (pending.Notes.TakeAnnouncement() is { } text)
            {
                WriteWarning(text);
            }
        }
    }

    private void WriteNotes(CallLog notes)
    {
        foreach (var line in notes.VerboseLines)
        {
            WriteVerbose(line);
        }

        foreach (var text in notes.Warnings)
        {
            WriteWarning(text);
        }
    }
}
