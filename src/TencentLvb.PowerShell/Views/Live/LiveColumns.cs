namespace TencentLvb.Views;

/// <summary>Which columns of the live table find room, and how wide those are that can give way.</summary>
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

    /// <summary>The width of the sparkline; 0 where it finds no room.</summary>
    public int Trend { get; private init; }

    public bool HasPeak { get; private init; }

    public bool HasBandwidth { get; private init; }

    public bool HasPush { get; private init; }

    public bool HasState { get; private init; }

    /// <summary>The columns for a width.</summary>
    /// <param name="width">The width of the window.</param>
    /// <param name="longestId">How wide the longest id is.</param>
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
