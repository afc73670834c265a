namespace TencentLvb.Transport;

/// <summary>Tracks the retries of one call, and decides whether another follows.</summary>
internal sealed class RetryState(int maximum, RetryClass retry, CircuitBreaker breaker, RetryBudget budget)
{
    private int _retries;
    private int _notReady;
    private bool _clockWasJustCorrected;
    private AttemptFailure? _last;
    private int _pauses;
    private bool _isSilence = true;

    /// <summary>Indicates whether an attempt so far may have arrived without a response.</summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>Returns the error of the last attempt, including the number of attempts; null before the first.</summary>
    /// <param name="message">The call.</param>
    /// <param name="took">The time since the start of the first attempt.</param>
    public LvbException? Error(TransportMessage message, TimeSpan took)
    {
        if (_last is null || _pauses == 0 || !(_last.IsTransient || _last.NotReadyPause is not null)
            || _last.Error.ErrorId == LvbErrors.AmbiguousId)
        {
            return _last?.Error;
        }

        return TransportErrors.AfterAttempts(message, _last.Error, _pauses + 1, took, _isSilence ? _last.SilentHost : null);
    }

    /// <summary>
    /// Determines whether an expired request may be sent again with a corrected clock. If the next attempt is refused as well, the refusal
    /// is final. After a failure of another kind, the clock may have changed, and is corrected again.
    /// </summary>
    public bool MayCorrectClock()
    {
        var may = !_clockWasJustCorrected;
        _clockWasJustCorrected = true;
        return may;
    }

    /// <summary>Returns the pause before the next attempt; null if this failure is final.</summary>
    public TimeSpan? PauseAfter(AttemptFailure failure)
    {
        var pause = Pause(failure);
        _pauses += pause is null ? 0 : 1;
        return pause;
    }

    private TimeSpan? Pause(AttemptFailure failure)
    {
        _clockWasJustCorrected = false;
        _last = failure;
        _isSilence &= failure.SilentHost is not null;
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
