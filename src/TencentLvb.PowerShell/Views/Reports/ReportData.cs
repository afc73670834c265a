namespace TencentLvb.Views;

/// <summary>Holds the data of a report.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Account">The account.</param>
/// <param name="Range">The range of its figures.</param>
/// <param name="MadeAt">The time at which it was created.</param>
/// <param name="Zone">The time zone of all times in it.</param>
internal sealed record ReportData(string Title, string Account, TimeWindow Range, DateTimeOffset MadeAt, TimeZoneInfo Zone)
{
    /// <summary>Gets the viewers of all streams together.</summary>
    public ReportSeries Viewers { get; init; } = new(Range);

    /// <summary>Gets the bandwidth of all streams together, in Mbps.</summary>
    public ReportSeries Bandwidth { get; init; } = new(Range);

    /// <summary>Gets or sets the traffic of all streams over the range in MB; null if it is not known.</summary>
    public double? TrafficMB { get; set; }

    /// <summary>Gets the streams in the order of the report.</summary>
    public List<ReportStream> Streams { get; } = [];

    /// <summary>Gets or sets the streams that are currently banned; null if the service does not report them.</summary>
    public List<ReportBan>? Bans { get; set; }

    /// <summary>Gets the recordings of the range.</summary>
    public List<TapeFile> Tapes { get; } = [];

    /// <summary>Gets notes for the reader on data that the service no longer keeps, or that could not be read.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Sorts the streams by a value, highest first, then by ID.</summary>
    public void SortStreams(Func<ReportStream, double> figure)
    {
        var sorted = Streams.OrderByDescending(figure).ThenBy(s => s.Key.Id, StringComparer.Ordinal).ToList();
        Streams.Clear();
        Streams.AddRange(sorted);
    }
}

/// <summary>Holds the data of one stream in a report.</summary>
internal sealed class ReportStream(StreamKey key, TimeWindow range)
{
    public StreamKey Key { get; } = key;

    /// <summary>Gets or sets its current figures; null if they are not known.</summary>
    public LiveStat? Now { get; set; }

    public ReportSeries Viewers { get; } = new(range);

    /// <summary>Gets the bandwidth in Mbps.</summary>
    public ReportSeries Bandwidth { get; } = new(range);

    /// <summary>Gets the bitrate in bits per second. Its gaps are the dropouts of the push.</summary>
    public ReportSeries Bitrate { get; } = new(range);

    /// <summary>Gets the frame rate in frames per second.</summary>
    public ReportSeries Fps { get; } = new(range);

    /// <summary>Gets or sets the traffic over the range in MB.</summary>
    public double TrafficMB { get; set; }

    /// <summary>Gets the interruptions of the push.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Drops => Bitrate.Gaps;

    public bool HasFigures => Viewers.Count > 0 || Bitrate.Count > 0 || Now is not null;

    public void Add(LivePlayStatPoint point)
    {
        if (point.Time is not { } time)
        {
            return;
        }

        Add(Viewers, time, point.Online);
        Add(Bandwidth, time, point.BandwidthMbps);
        TrafficMB += point.TrafficMB ?? 0;
    }

    public void Add(LivePushStatPoint point)
    {
        if (point.Time is not { } time)
        {
            return;
        }

        Add(Bitrate, time, point.BitrateBps);
        Add(Fps, time, point.Fps);
    }

    /// <summary>Adds current figures for times that the histories do not cover yet.</summary>
    public void Add(LiveStat stat)
    {
        if (!(Viewers.Last?.Time >= stat.Time))
        {
            Add(Viewers, stat.Time, stat.Online);
            Add(Bandwidth, stat.Time, stat.BandwidthMbps);
        }

        if (!(Bitrate.Last?.Time >= stat.Time))
        {
            Add(Bitrate, stat.Time, stat.BitrateBps);
            Add(Fps, stat.Time, stat.Fps);
        }
    }

    private static void Add(ReportSeries series, DateTimeOffset time, double? value)
    {
        if (value is { } number)
        {
            series.Add(time, number);
        }
    }
}

/// <summary>Represents a stream that is currently banned.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="State">Disabled or Forbidden.</param>
/// <param name="Until">The end of the ban; null if it is not known.</param>
internal sealed record ReportBan(string StreamId, LvbChannelState State, DateTimeOffset? Until);
