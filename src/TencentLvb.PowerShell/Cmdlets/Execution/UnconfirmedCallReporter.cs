using System.Management.Automation.Host;

namespace TencentLvb.Cmdlets;

/// <summary>
/// The at-most-once calls of a cmdlet whose pending the user has not been told. When the cmdlet ends before its time they are
/// named through the host: nothing else gets through then.
/// </summary>
internal sealed class UnconfirmedCallReporter
{
    // A broken-off call ends within moments; the whole stop is to take 200 ms at most.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly List<Call> _calls = [];

    /// <summary>An at-most-once call was started.</summary>
    public void Add(UnconfirmedCalls record, PendingCall pending) => _calls.Add(new Call(record, pending));

    /// <summary>The user is about to be told.</summary>
    public void Remove(PendingCall pending)
    {
        for (var i = 0; i < _calls.Count; i++)
        {
            if (_calls[i].Pending == pending)
            {
                _calls.RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>The cmdlet has been stopped or disposed, and its calls cancelled: names what may have happened.</summary>
    public void Name(PSHost? host)
    {
        if (_calls.Count == 0)
        {
            return;
        }

        Task.WaitAll(_calls.ConvertAll(c => c.Pending.Task).ToArray(), LongestWait);
        foreach (var call in _calls)
        {
            // What was broken off in time its transport has noted; what had just been answered, or is still not over, nobody has.
            if (call.Pending.Log.UnderWay is { Message: { Retry: RetryClass.AtMostOnce, FinishWhenStopped: false } } attempt
                && MayHaveTakenEffect(call.Pending, attempt))
            {
                call.Record.Add(attempt.Message, DateTimeOffset.Now);
            }
        }

        foreach (var call in _calls)
        {
            foreach (var text in call.Record.TakeForHost())
            {
                Say(host, text);
            }
        }

        _calls.Clear();
    }

    private static bool MayHaveTakenEffect(PendingCall pending, IAttempt attempt) =>
        pending.Succeeded
        || pending.Error is { Reason: LvbErrorReason.Ambiguous or LvbErrorReason.NoReturnData }
        || (!pending.IsCompleted && attempt.MayHaveArrived);

    private static void Say(PSHost? host, string text)
    {
        try
        {
            host?.UI?.WriteWarningLine(PrintableText.Of(text));
        }
#pragma warning disable CA1031 // A host without a screen must not make a stop fail; the next call's warning says it again.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private sealed record Call(UnconfirmedCalls Record, PendingCall Pending);
}
