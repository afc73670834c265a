namespace TencentLvb.Cmdlets;

/// <summary>Adds up the minutes of a stream's playback.</summary>
internal sealed class PlayTotals
{
    private long _viewers;
    private int _minutes;

    /// <summary>Gets or sets the traffic in MB.</summary>
    public double Traffic { get; set; }

    public int? PeakOnline { get; private set; }

    /// <summary>Gets the first minute with the peak number of viewers.</summary>
    public DateTimeOffset? PeakTime { get; private set; }

    public double? PeakBandwidth { get; private set; }

    /// <summary>Gets the average over the minutes for which the service reports viewers.</summary>
    public double? AverageOnline => _minutes == 0 ? null : (double)_viewers / _minutes;

    /// <summary>
    /// Adds the viewers and bandwidth of a minute. Traffic is added separately, because some services report it for a whole window.
    /// </summary>
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
