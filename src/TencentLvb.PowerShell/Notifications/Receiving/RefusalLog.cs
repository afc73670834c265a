using System.Globalization;
using System.Net;

namespace TencentLvb.Notifications;

/// <summary>
/// Decides which refusals are written as separate warnings. The first few for each reason are; the others are counted and reported at
/// increasing intervals, so that no one can flood a log with refused requests.
/// </summary>
internal sealed class RefusalLog
{
    // The number of warnings for a reason at once, and their rate after that.
    private const int ReasonBurst = 5;
    private const int Burst = 30;
    private const int MaxReasons = 64;
    private const int MaxSources = 256;
    private const int MaxNamed = 3;
    private static readonly TimeSpan ReasonRefill = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(5);

    private readonly Func<TimeSpan> _clock;
    private readonly Allowance _all;
    private readonly Dictionary<string, Allowance> _reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<IPAddress, long> _sources = [];
    private TimeSpan _interval = FirstInterval;
    private TimeSpan _since;
    private long _count;

    // The refusals of senders that are not counted separately.
    private long _ofOthers;

    /// <param name="clock">A monotonic clock.</param>
    public RefusalLog(Func<TimeSpan> clock)
    {
        _clock = clock;
        _all = new Allowance(Burst, Refill, clock());
    }

    /// <summary>Records a refusal.</summary>
    /// <returns>Whether it is written as a separate warning; otherwise it is counted.</returns>
    public bool Note(string reason, IPAddress? from)
    {
        var now = _clock();
        if (!_reasons.TryGetValue(reason, out var own))
        {
            reason = _reasons.Count < MaxReasons ? reason : "for other reasons";
            if (!_reasons.TryGetValue(reason, out own))
            {
                _reasons.Add(reason, own = new Allowance(ReasonBurst, ReasonRefill, now));
            }
        }

        if (own.TryTake(now) && _all.TryTake(now))
        {
            return true;
        }

        Count(reason, from, now);
        return false;
    }

    /// <summary>Gets the time until the next report; null if there is nothing to report.</summary>
    public TimeSpan? Due => _count == 0 ? null : _since + _interval - _clock() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Returns the report of counted refusals if it is due or <paramref name="isLast"/>; otherwise null.</summary>
    public string? Report(bool isLast = false)
    {
        if (_count == 0 || (!isLast && Due > TimeSpan.Zero))
        {
            return null;
        }

        var now = _clock();
        var text = Text(now - _since);
        // While refusals continue, the interval increases.
        _interval = _interval + _interval < LongestInterval ? _interval + _interval : LongestInterval;
        _since = now;
        _count = _ofOthers = 0;
        _counts.Clear();
        _sources.Clear();
        return text;
    }

    private void Count(string reason, IPAddress? from, TimeSpan now)
    {
        if (_count == 0)
        {
            if (now - _since > _interval)
            {
                _interval = FirstInterval;
            }

            _since = now;
        }

        _count++;
        _counts.TryGetValue(reason, out var count);
        _counts[reason] = count + 1;
        if (from is not null && (_sources.TryGetValue(from, out var sent) || _sources.Count < MaxSources))
        {
            _sources[from] = sent + 1;
        }
        else if (from is not null)
        {
            _ofOthers++;
        }
    }

    private string Text(TimeSpan time)
    {
        var reasons = _counts.OrderByDescending(reason => reason.Value).Take(MaxNamed)
            .Select(reason => $"{Number(reason.Value)} {reason.Key}");
        var more = _counts.Count > MaxNamed ? ", and others" : "";
        var most = _sources.OrderByDescending(source => source.Value).FirstOrDefault();

        // Named only if no other sender can have sent as many.
        var isClear = _count > 1 && most.Key is not null && most.Value > _ofOthers && _sources.Count(s => s.Value == most.Value) == 1;
        var refused = _count == 1 ? "1 more request or connection was" : $"{Number(_count)} more requests or connections were";
        return $"{refused} refused in the last {LvbErrors.Seconds(time)}: {string.Join(", ", reasons)}{more}."
            + (isClear ? $" {most.Key} sent the most ({Number(most.Value)})." : "");
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A token bucket: a few at once, then one at a time.</summary>
    private sealed class Allowance(int burst, TimeSpan refill, TimeSpan now)
    {
        private double _left = burst;
        private TimeSpan _at = now;

        public bool TryTake(TimeSpan now)
        {
            _left = Math.Min(burst, _left + ((now - _at).TotalSeconds / refill.TotalSeconds));
            _at = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
