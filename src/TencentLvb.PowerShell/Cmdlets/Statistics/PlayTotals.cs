namespace TencentLvb.Cmdlets;

/// <summary>What the minutes of a stream's playback come to.</summary>
internal sealed class PlayTotals
{
    private long _viewers;
    private int _minutes;

    /// <summary>In MB.</summary>
    public double Traffic { get; set; }

    public int? PeakOnline { get; private set; }

    /// <summary>The first minute with that many viewers.</summary>
    public DateTimeOffset? PeakTime { get; private set; }

    public double? PeakBandwidth { get; private set; }

    /// <summary>Over the minutes for which the service says how many watched.</summary>
    public double? AverageOnline => _minutes == 0 ? null : (double)_viewers / _minutes;

    /// <summary>Adds viewers and bandwidth of a minute. Traffic is added by itself: some services report that of a whole window.</summary>
    public void Add(LivePlayStatPoint minute)
    {
        if (minute.BandwidthMbps is { } bandwidth && !(bandwidth <= PeakBandwidth))
        {
            PeakBandwidth = bandwidth;
        }

        if (minute.Online is not { } online)
        {
            return;
        }

        _viewers += online;
        _minutes++;
        if (!(online < PeakOnline) && (online != PeakOnline || minute.Time < PeakTime))
        {
            PeakOnline = online;
            PeakTime = minute.Time;
        }
    }
}
