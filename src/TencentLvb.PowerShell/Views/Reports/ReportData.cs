namespace TencentLvb.Views;

/// <summary>Everything that a report shows.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Account">Which account it is of.</param>
/// <param name="Range">The range of its figures.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Zone">The time zone of all times in it.</param>
internal sealed record ReportData(string Title, string Account, TimeWindow Range, DateTimeOffset MadeAt, TimeZoneInfo Zone)
{
    /// <summary>The viewers of all streams together.</summary>
    public ReportSeries Viewers { get; init; } = new(Range);

    /// <summary>The bandwidth of all streams together, in Mbps.</summary>
    public ReportSeries Bandwidth { get; init; } = new(Range);

    /// <summary>The traffic of all streams over the range in MB; null when it is not known.</summary>
    public double? TrafficMB { get; set; }

    /// <summary>The streams, in the order of the report.</summary>
    public List<ReportStream> Streams { get; } = [];

    /// <summary>The streams that may not push now; null where the service does not say.</summary>
    public List<ReportBan>? Bans { get; set; }

    /// <summary>The recordings of the range.</summary>
    public List<TapeFile> Tapes { get; } = [];

    /// <summary>What a reader must know: what the service no longer keeps, what could not be read.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Puts the streams in the order of a figure, the highest first; streams that are alike by their ids.</summary>
    public void SortStreams(Func<ReportStream, double> figure)
    {
        var sorted = Streams.OrderByDescending(figure).ThenBy(s => s.Key.Id, StringComparer.Ordinal).ToList();
        Streams.Clear();
        Streams.AddRange(sorted);
    }
}

/// <summary>What a report shows of one stream.</summary>
internal sealed class ReportStream(StreamKey key, TimeWindow range)
{
    public StreamKey Key { get; } = key;

    /// <summary>What it does now; null when that is not known.</summary>
    public LiveStat? Now { get; set; }

    public ReportSeries Viewers { get; } = new(range);

    /// <summary>In Mbps.</summary>
    public ReportSeries Bandwidth { get; } = new(range);

    /// <summary>In bits per second. Its gaps are the drops of the push.</summary>
    public ReportSeries Bitrate { get; } = new(range);

    /// <summary>Frames per second.</summary>
    public ReportSeries Fps { get; } = new(range);

    /// <summary>The traffic over the range in MB.</summary>
    public double TrafficMB { get; set; }

    /// <summary>When the push was interrupted.</summary>
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

    /// <summary>Adds figures of now, where the histories do not reach yet.</summary>
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

/// <summary>A stream that may not push now.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="State">Disabled or Forbidden.</param>
/// <param name="Until">When the ban ends; null when that is not known.</param>
internal sealed record ReportBan(string StreamId, LvbChannelState State, DateTimeOffset? Until);
