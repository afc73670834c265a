namespace TencentLvb.Views;

/// <summary>Determines which columns of the live table fit, and the widths of those that are variable.</summary>
internal sealed record LiveColumns
{
    public const int Mark = 2;
    public const int Viewers = 9;
    public const int Change = 7;
    public const int Peak = 9;
    public const int Bandwidth = 10;
    public const int Fps = 4;
    public const int Bitrate = 8;
    public const int State = 10;

    private const int ShortestId = 12;
    private const int ShortestTrend = 8;
    private const int LongestTrend = 60;

    public int Id { get; private init; }

    /// <summary>Gets the width of the sparkline; 0 if it does not fit.</summary>
    public int Trend { get; private init; }

    public bool HasPeak { get; private init; }

    public bool HasBandwidth { get; private init; }

    public bool HasPush { get; private init; }

    public bool HasState { get; private init; }

    /// <summary>Returns the columns for a width.</summary>
    /// <param name="width">The width of the window.</param>
    /// <param name="longestId">The length of the longest ID.</param>
    public static LiveColumns For(int width, int longestId)
    {
        var columns = new LiveColumns
        {
            HasPush = width >= 56,
            HasState = width >= 44,
            HasBandwidth = width >= 100,
            HasPeak = width >= 110,
        };
        var room = width - Mark - Viewers - 1 - Change
            - (columns.HasPeak ? Peak + 1 : 0) - (columns.HasBandwidth ? Bandwidth + 1 : 0)
            - (columns.HasPush ? Fps + 1 + Bitrate + 1 : 0) - (columns.HasState ? State + 2 : 0) - 1;
        var id = Math.Max(ShortestId, Math.Min(longestId, room));
        var trend = width >= 72 ? Math.Min(LongestTrend, room - id - 2) : 0;
        if (width >= 72 && trend < ShortestTrend)
        {
            trend = ShortestTrend;
            id = room - trend - 2;
        }

        return columns with { Id = Math.Max(ShortestId, id), Trend = trend };
    }
}
