namespace TencentLvb.Views;

/// <summary>Specifies the sort column of the live table.</summary>
internal enum LiveSort
{
    Online,
    Bandwidth,
    Bitrate,
    StreamId,
}

/// <summary>Sorts and filters the rows.</summary>
internal static class LiveOrder
{
    public static LiveSort Next(LiveSort sort) => sort == LiveSort.StreamId ? LiveSort.Online : sort + 1;

    /// <summary>
    /// Sorts the rows: first stopped streams, latest first, so that they are not scrolled out of view; then live ones by value; then
    /// those that were not live so far.
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

    /// <summary>Determines whether an ID contains the filter text, ignoring case.</summary>
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
