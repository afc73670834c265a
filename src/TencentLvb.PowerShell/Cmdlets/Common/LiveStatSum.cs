namespace TencentLvb.Cmdlets;

/// <summary>Sums up live streams: from the totals that the service returns, otherwise from their rows.</summary>
internal sealed class LiveStatSum : IRowWriter
{
    private int _streams;
    private double _bandwidth;
    private long _online;
    private DateTimeOffset? _time;

    /// <inheritdoc/>
    public bool IsDone => false;

    /// <inheritdoc/>
    public bool WantsMoreThan(int rows) => true;

    public bool HasAnswer { get; private set; }

    /// <inheritdoc/>
    public void Total(long? count) => HasAnswer = true;

    /// <inheritdoc/>
    public void Write(object row)
    {
        _streams++;
        switch (row)
        {
            case LiveStat stat:
                Add(stat.BandwidthMbps, stat.Online, stat.Time);
                break;
            case LivePlayStat stat:
                Add(stat.BandwidthMbps, stat.Online, stat.Time);
                break;
            case LivePushStat stat:
                Add(null, null, stat.Time);
                break;
        }
    }

    /// <summary>Uses the totals of the whole account; false if the response does not contain them.</summary>
    public bool TakeTotals(long? streams, double? bandwidth, long? online, DateTimeOffset time, bool withPlayback)
    {
        // A response without rows and totals means that no stream is live.
        if (streams is not { } count || (withPlayback && count > 0 && (bandwidth is null || online is null)))
        {
            return false;
        }

        HasAnswer = true;
        _streams = (int)Math.Min(count, int.MaxValue);
        Add(bandwidth, online, time);
        return true;
    }

    public LiveStatSummary ToSummary(bool withPlayback) => new()
    {
        StreamCount = _streams,
        TotalBandwidthMbps = withPlayback ? Math.Round(_bandwidth, 6) : null,
        TotalOnline = withPlayback ? _online : null,
        Time = _time ?? DateTimeOffset.Now,
    };

    private void Add(double? bandwidth, long? online, DateTimeOffset time)
    {
        _bandwidth += bandwidth ?? 0;
        _online += online ?? 0;
        _time = _time > time ? _time : time;
    }
}
