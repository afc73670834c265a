namespace TencentLvb.Cmdlets;

/// <summary>Adds up the playback of several streams, minute by minute.</summary>
internal sealed class ReportSum
{
    private readonly SortedDictionary<DateTimeOffset, (double Viewers, double Bandwidth)> _minutes = [];
    private double _traffic;

    public void Add(IEnumerable<LivePlayStatPoint> points)
    {
        foreach (var point in points)
        {
            if (point.Time is { } time)
            {
                _minutes.TryGetValue(time, out var sum);
                _minutes[time] = (sum.Viewers + (point.Online ?? 0), sum.Bandwidth + (point.BandwidthMbps ?? 0));
                _traffic += point.TrafficMB ?? 0;
            }
        }
    }

    /// <summary>Writes the sums into a report, and returns them.</summary>
    public IEnumerable<(DateTimeOffset Time, double Viewers, double Bandwidth)> WriteTo(ReportData data)
    {
        foreach (var minute in _minutes)
        {
            data.Viewers.Add(minute.Key, minute.Value.Viewers);
            data.Bandwidth.Add(minute.Key, minute.Value.Bandwidth);
        }

        data.TrafficMB = _traffic;
        return _minutes.Select(minute => (minute.Key, minute.Value.Viewers, minute.Value.Bandwidth));
    }
}
