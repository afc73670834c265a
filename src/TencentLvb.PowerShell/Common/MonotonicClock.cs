using System.Diagnostics;

namespace TencentLvb.Common;

/// <summary>A clock that setting the machine's time does not move: pauses go by it, signatures do not.</summary>
internal static class MonotonicClock
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;
    private static readonly Stopwatch Watch = Stopwatch.StartNew();

    public static DateTimeOffset Now() => Start + Watch.Elapsed;
}
