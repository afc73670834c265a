namespace TencentLvb.Emulator;

/// <summary>Counts the requests per second for each action, like the frequency limits of an account.</summary>
internal sealed class RateLimiter(LvbSite site)
{
    private const int Usual = 20;
    private readonly object _gate = new();
    private readonly Dictionary<string, (long Second, int Count)> _seen = new(StringComparer.Ordinal);

    /// <summary>Throws if this request exceeds the limit.</summary>
    public void Count(Api3Action action, DateTimeOffset now)
    {
        var limit = (site == LvbSite.China ? action.Frequency.China : action.Frequency.International) ?? Usual;
        lock (_gate)
        {
            var second = now.ToUnixTimeSeconds();
            var count = _seen.TryGetValue(action.Name, out var seen) && seen.Second == second ? seen.Count + 1 : 1;
            _seen[action.Name] = (second, count);
            if (count > limit)
            {
                throw CommonErrors.RateLimit(count, limit);
            }
        }
    }
}
