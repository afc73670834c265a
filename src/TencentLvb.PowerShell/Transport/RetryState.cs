namespace TencentLvb.Transport;

/// <summary>The retries of one call: how many there were, and whether another follows.</summary>
internal sealed class RetryState(int maximum, RetryClass retry, CircuitBreaker breaker, RetryBudget budget)
{
    private int _retries;
    private int _notReady;
    private bool _clockCorrected;

    /// <summary>Whether an attempt so far may have arrived without an answer.</summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>The error of the last attempt.</summary>
    public LvbException? Last { get; private set; }

    /// <summary>True once: after a corrected clock a refusal stands.</summary>
    public bool MayCorrectClock()
    {
        var first = !_clockCorrected;
        _clockCorrected = true;
        return first;
    }

    /// <summary>The pause before the next attempt; null when this failure is the last.</summary>
    public TimeSpan? PauseAfter(AttemptFailure failure)
    {
        Last = failure.Error;
        MayHaveArrived |= failure.Effect == AttemptEffect.Unknown;
        if (failure.NotReadyPause is { } wait)
        {
            return maximum > 0 && ++_notReady < RetryPolicy.NotReadyTries ? wait : null;
        }

        if (!RetryPolicy.Allows(retry, failure)
            || _retries >= maximum
            || failure.RetryAfter > RetryPolicy.LongestRetryAfter
            || breaker.OpenStill > TimeSpan.Zero
            || !budget.TryTakeRetry(failure.Error.ErrorId == LvbErrors.TimeoutId))
        {
            return null;
        }

        var pause = failure.RetryAfter ?? RetryPolicy.Backoff(_retries);
        _retries++;
        return pause;
    }
}
