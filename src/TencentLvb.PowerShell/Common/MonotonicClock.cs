using System.Diagnostics;

namespace TencentLvb.Common;

/// <summary>A clock that is not affected by changes to the machine's time. It is used for pauses, not for signatures.</summary>
internal static class MonotonicClock
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;
    private static readonly Stopwatch Watch = Stopwatch.StartNew();

    public static DateTimeOffset Now() => Start + Watch.Elapsed;
}
