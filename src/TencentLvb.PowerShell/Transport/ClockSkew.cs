namespace TencentLvb.Transport;

/// <summary>Holds the time by which this machine's clock is behind the service's, as measured from the <c>Date</c> of a response.</summary>
internal sealed class ClockSkew
{
    /// <summary>
    /// The largest correction. A signature covers little more than its time, so anyone who forges a response could otherwise collect
    /// signatures that are valid for years.
    /// </summary>
    public static readonly TimeSpan Largest = TimeSpan.FromHours(24);

    private long _ticks;
    private int _warned;

    /// <summary>Gets the correction of this machine's clock; zero until the service refuses a request as expired.</summary>
    public TimeSpan Current => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <summary>Determines whether a measured skew can be corrected.</summary>
    public static bool CanCorrect(TimeSpan measured) => measured.Duration() <= Largest;

    /// <summary>Applies a measured skew, unless the attempt already used it. Then the clock is not the cause.</summary>
    /// <returns>The skew for the next attempt of the same call.</returns>
    public TimeSpan Correct(TimeSpan measured, TimeSpan used, CallLog log)
    {
        var previous = Current;
        if ((measured - used).Duration() < TimeSpan.FromSeconds(2))
        {
            return used;
        }

        Interlocked.CompareExchange(ref _ticks, measured.Ticks, previous.Ticks);
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            log.Warn(
                $"This machine's clock is {Text(measured)} the service's. Requests on this connection compensate for the difference. "
                    + "Correct the clock.");
        }

        return measured;
    }

    /// <summary>Adds the measured skew to the service's refusal.</summary>
    public static LvbException Explain(LvbException refused, TimeSpan measured) => refused.With(
        $"{refused.Message} This machine's clock is {Text(measured)} the service's."
            + (CanCorrect(measured) ? "" : " A difference of more than 24 hours is not corrected."));

    private static string Text(TimeSpan skew) => skew.Duration() < TimeSpan.FromSeconds(2)
        ? "in step with"
        : LvbErrors.Seconds(skew.Duration()) + (skew > TimeSpan.Zero ? " behind" : " ahead of");
}
