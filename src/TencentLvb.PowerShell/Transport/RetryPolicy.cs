namespace TencentLvb.Transport;

/// <summary>When a failed attempt is followed by another, and after what pause.</summary>
internal static class RetryPolicy
{
    public const int NotReadyTries = 5;
    public static readonly TimeSpan NotReadyPause = TimeSpan.FromSeconds(2);

    /// <summary>A call that must wait longer than this fails instead, and says until when the service wants to be left alone.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>Who waits for so long because the service told him to is to know why.</summary>
    public static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly Random Random = new();

    /// <summary>Whether a failure allows another attempt, going by what may have happened and by the call's retry class.</summary>
    public static bool Allows(RetryClass retry, AttemptFailure failure) => failure.Effect switch
    {
        AttemptEffect.None => failure.IsTransient,
        _ => failure.IsTransient && retry != RetryClass.AtMostOnce,
    };

    /// <summary>Exponential with full jitter: anything up to 0.5 s, 1 s, 2 s, ... 20 s.</summary>
    public static TimeSpan Backoff(int retry)
    {
        var ceiling = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(retry, 16)));
        lock (Random)
        {
            return TimeSpan.FromSeconds(ceiling * Random.NextDouble());
        }
    }

    /// <summary><c>Retry-After</c>, in seconds or as a date; null when the answer has none.</summary>
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

/// <summary>What a failed attempt may have done at the service.</summary>
internal enum AttemptEffect
{
    /// <summary>Nothing: no byte reached the server, or it refused before any effect.</summary>
    None,

    /// <summary>Nobody knows: it may have arrived, but no answer came back.</summary>
    Unknown,

    /// <summary>The service answered, and the answer is an error.</summary>
    Answered,
}

/// <summary>One attempt that failed.</summary>
/// <param name="Error">The error, if no further attempt follows.</param>
/// <param name="Effect">What may have happened.</param>
/// <param name="IsTransient">Whether another attempt may help.</param>
internal sealed record AttemptFailure(LvbException Error, AttemptEffect Effect, bool IsTransient)
{
    /// <summary>How long the service wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The service was asked too often.</summary>
    public bool IsThrottled { get; init; }

    /// <summary>The codes of an output that is not there yet (mixing): five tries, 2 s apart.</summary>
    public bool IsNotReadyYet { get; init; }

    /// <summary>The server's clock in its answer, when the request had expired.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>No connection, a broken one or no answer in time: speaks against the server's health.</summary>
    public bool IsConnectionFailure { get; init; }
}
