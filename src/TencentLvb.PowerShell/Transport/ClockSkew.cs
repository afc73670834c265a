namespace TencentLvb.Transport;

/// <summary>How far this machine's clock is behind the service's, as measured from an answer's <c>Date</c>.</summary>
internal sealed class ClockSkew
{
    /// <summary>
    /// The largest correction. A signature covers little more than its time: whoever forges one answer could otherwise collect
    /// signatures that are valid for years.
    /// </summary>
    public static readonly TimeSpan Largest = TimeSpan.FromHours(24);

    private long _ticks;
    private int _warned;

    /// <summary>What is added to this machine's clock; zero until the service refused a request as expired.</summary>
    public TimeSpan Current => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <summary>Whether a measured skew may be corrected.</summary>
    public static bool CanCorrect(TimeSpan measured) => measured.Duration() <= Largest;

    /// <summary>Takes over a measured skew, unless the attempt already used it: then the clock is not the reason.</summary>
    public void Correct(TimeSpan measured, TimeSpan used, CallLog log)
    {
        var previous = Current;
        if ((measured - used).Duration() < TimeSpan.FromSeconds(2))
        {
            return;
        }

        Interlocked.CompareExchange(ref _ticks, measured.Ticks, previous.Ticks);
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            log.Warn(
                $"This machine's clock is {Text(measured)} the service's. Requests on this connection compensate for it; correct the "
                    + "clock.");
        }
    }

    /// <summary>The service's refusal, with the skew that was measured.</summary>
    public static LvbException Explain(LvbException refused, TimeSpan measured) => refused.With(
        $"{refused.Message} This machine's clock is {Text(measured)} the service's."
            + (CanCorrect(measured) ? "" : " A difference of more than 24 hours is not corrected."));

    private static string Text(TimeSpan skew) => skew.Duration() < TimeSpan.FromSeconds(2)
        ? "in step with"
        : LvbErrors.Seconds(skew.Duration()) + (skew > TimeSpan.Zero ? " behind" : " ahead of");
}
