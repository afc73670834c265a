using System.Diagnostics;

namespace TencentLvb.Cmdlets;

/// <summary>Allows something at most once in an interval.</summary>
internal sealed class MinimumInterval(TimeSpan interval)
{
    // A user's interval of the same length must not be skipped because of the clock's resolution.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan? _last;

    /// <summary>Returns whether it is allowed now, and counts it if so.</summary>
    public bool TryEnter()
    {
        var now = _clock.Elapsed;
        if (_last is { } last && now - last < interval - Grain)
        {
            return false;
        }

        _last = now;
        return true;
    }
}
