namespace TencentLvb.Cmdlets;

/// <summary>The playback of several streams added up, minute by minute.</summary>
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

    public void WriteTo(ReportData data)
    {
        foreach (var minute in _minutes)
        {
            data.Viewers.Add(minute.Key, minute.Value.Viewers);
            data.Bandwidth.Add(minute.Key, minute.Value.Bandwidth);
        }

        data.TrafficMB = _traffic;
    }
}
