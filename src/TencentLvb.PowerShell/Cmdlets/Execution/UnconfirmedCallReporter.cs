using System.Management.Automation.Host;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Tracks the pending at-most-once calls of a cmdlet that have not been reported to the user. If the cmdlet ends early, they are reported
/// through the host, because no other output is possible then.
/// </summary>
internal sealed class UnconfirmedCallReporter
{
    // A canceled call ends within moments; the whole stop must take at most 200 ms.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly List<Call> _calls = [];
    private Call? _taken;

    /// <summary>Adds an at-most-once call that was started.</summary>
    public void Add(UnconfirmedCalls record, PendingCall pending) => _calls.Add(new Call(record, pending));

    /// <summary>Continues with the same call, which is repeated.</summary>
    public void Replace(PendingCall pending, PendingCall again)
    {
        for (var i = 0; i < _calls.Count; i++)
        {
            if (_calls[i].Pending == pending)
            {
                _calls[i] = _calls[i] with { Pending = again };
                return;
            }
        }
    }

    /// <summary>Removes a call whose outcome is about to be written.</summary>
    public void Take(PendingCall pending)
    {
        _taken = null;
        for (var i = 0; i < _calls.Count; i++)
        {
            if (_calls[i].Pending == pending)
            {
                _taken = _calls[i];
                _calls.RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>Confirms that the outcome of the call that was taken last was written.</summary>
    public void Told() => _taken = null;

    /// <summary>Reports the calls whose outcome is unknown after the cmdlet was stopped or disposed and its calls were canceled.</summary>
    /// <param name="host">The host of the cmdlet.</param>
    /// <param name="wasStopped">Whether the cmdlet was stopped, so that the outcome that was taken last may not have been written.</param>
    public void Name(PSHost? host, bool wasStopped = false)
    {
        if (wasStopped && _taken is { } taken)
        {
            _calls.Add(taken);
        }

        if (_calls.Count == 0)
        {
            return;
        }

        Task.WaitAll(_calls.ConvertAll(c => c.Pending.Task).ToArray(), LongestWait);
        foreach (var call in _calls)
        {
            // The transport has recorded calls that were canceled in time, but not those that had just completed or are still running.
            if (call.Pending.Log.UnderWay is { Message: { Retry: RetryClass.AtMostOnce, FinishWhenStopped: false } } attempt
                && MayHaveTakenEffect(call.Pending, attempt))
            {
                call.Record.Add(attempt.Message, DateTimeOffset.Now);
            }
        }

        foreach (var call in _calls)
        {
            if (call.Pending.Log.UnderWay is { } attempt && call.Record.TextOf(attempt.Message) is { } text)
            {
                Say(host, text);
            }
        }

        _calls.Clear();
        _taken = null;
    }

    private static bool MayHaveTakenEffect(PendingCall pending, IAttempt attempt) =>
        pending.Succeeded
        || pending.Error is { Reason: LvbErrorReason.Ambiguous or LvbErrorReason.NoReturnData or LvbErrorReason.BadReply }
        || (!pending.IsCompleted && attempt.MayHaveArrived);

    private static void Say(PSHost? host, string text)
    {
        try
        {
            host?.UI?.WriteWarningLine(PrintableText.Of(text));
        }
#pragma warning disable CA1031 // A host without a user interface must not make a stop fail. The warning of the next call repeats it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private sealed record Call(UnconfirmedCalls Record, PendingCall Pending);
}
