namespace TencentLvb.Views;

/// <summary>By what the live table is sorted.</summary>
internal enum LiveSort
{
    Online,
    Bandwidth,
    Bitrate,
    StreamId,
}

/// <summary>The order of the rows, and which of them are looked at.</summary>
internal static class LiveOrder
{
    public static LiveSort Next(LiveSort sort) => sort == LiveSort.StreamId ? LiveSort.Online : sort + 1;

    /// <summary>
    /// What dropped comes first, the latest on top: it must not be scrolled away. Then the live ones by figure, then what was not live
    /// yet.
    /// </summary>
    public static List<LiveRow> Sort(IEnumerable<LiveRow> rows, LiveSort sort, string filter)
    {
        var matching = rows.Where(r => Matches(r.StreamId, filter)).ToList();
        return
        [
            .. matching.Where(r => r.Stat is not null && !r.IsLive)
                .OrderByDescending(r => r.Since).ThenBy(r => r.StreamId, StringComparer.Ordinal),
            .. matching.Where(r => r.IsLive).OrderByDescending(r => Figure(r.Stat!, sort)).ThenBy(r => r.StreamId, StringComparer.Ordinal),
            .. matching.Where(r => r.Stat is null).OrderBy(r => r.StreamId, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether an id contains the filter's text, whatever its case.</summary>
    public static bool Matches(string streamId, string filter) =>
        filter.Length == 0 || streamId.IndexOf(filter, StringComparison.OrdinalIgnoreCase) >= 0;

    private static double Figure(LiveStat stat, LiveSort sort) => sort switch
    {
        LiveSort.Online => stat.Online ?? -1,
        LiveSort.Bandwidth => stat.BandwidthMbps ?? -1,
        LiveSort.Bitrate => stat.BitrateBps ?? -1,
        _ => 0,
    };
}
