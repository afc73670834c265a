using System.Diagnostics;

namespace TencentLvb.Cmdlets;

/// <summary>Lets something happen at most once in so long.</summary>
internal sealed class MinimumInterval(TimeSpan interval)
{
    // An interval of the user's that is just as long must not miss its turn by a clock's grain.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan? _last;

    /// <summary>Whether it may happen now; if so, it has.</summary>
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
