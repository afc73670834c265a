namespace TencentLvb.Transport;

/// <summary>Determines when a failed attempt is retried, and after what pause.</summary>
internal static class RetryPolicy
{
    public const int NotReadyTries = 5;

    /// <summary>A call that must wait longer than this fails instead, and reports how long the service asks clients to wait.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>A wait that the service requested is announced if it is longer than this.</summary>
    public static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly Random Random = new();

    /// <summary>Determines whether a failure allows another attempt, given its possible effect and the call's retry class.</summary>
    public static bool Allows(RetryClass retry, AttemptFailure failure) =>
        failure.IsTransient && AtMostOnce.AllowsRetry(retry, failure.Effect);

    /// <summary>Exponential backoff with full jitter: a random time up to 0.5 s, 1 s, 2 s, ... 20 s.</summary>
    public static TimeSpan Backoff(int retry)
    {
        var ceiling = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(retry, 16)));
        lock (Random)
        {
            return TimeSpan.FromSeconds(ceiling * Random.NextDouble());
        }
    }

    /// <summary>Reads <c>Retry-After</c>, in seconds or as a date; null if the response has none.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage answer, DateTimeOffset now)
    {
        if (answer.Headers.RetryAfter is not { } header)
        {
            return null;
        }

        var pause = header.Delta ?? header.Date - (answer.Headers.Date ?? now);
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }
}
