namespace TencentLvb.Cmdlets;

/// <summary>Holds the figures of a dashboard: those of the last hour from the history, and each reading since.</summary>
internal sealed class DashboardFigures(string title, string account, bool isAllStreams)
{
    /// <summary>The range that a dashboard shows.</summary>
    public static readonly TimeSpan Range = TimeSpan.FromHours(1);

    private readonly Dictionary<string, List<LiveStat>> _readings = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset Time, double Viewers, double Bandwidth)> _sums = [];
    private readonly Dictionary<string, StreamReport> _histories = new(StringComparer.Ordinal);
    private IReadOnlyList<LiveStat> _live = [];
    private ReportData? _read;

    /// <summary>Adds the result of reading the histories. Readings that the histories cover are discarded.</summary>
    public void Take(
        ReportData data,
        IEnumerable<StreamReport> histories,
        IReadOnlyList<(DateTimeOffset Time, double Viewers, double Bandwidth)> account)
    {
        _read = data;
        foreach (var history in histories)
        {
            _histories[history.Stream.Key.Id] = history;
        }

        var known = account.Count == 0 ? DateTimeOffset.MinValue : account[account.Count - 1].Time;
        _sums.RemoveAll(s => s.Time <= known);
        _sums.InsertRange(0, account);
    }

    /// <summary>Adds the newest figures.</summary>
    public void Take(LiveReading reading)
    {
        _live = reading.Streams;
        foreach (var stat in reading.Streams)
        {
            if (!_readings.TryGetValue(stat.StreamId, out var list))
            {
                _readings.Add(stat.StreamId, list = []);
            }

            list.Add(stat);
            list.RemoveAll(s => reading.Time - s.Time > Range);
        }

        // The figures may be some minutes old, and the same figures may be returned several times.
        var time = reading.Streams.Where(s => s.Online is not null).Select(s => s.Time).DefaultIfEmpty(reading.Time).Max();
        if (_sums.Count == 0 || time > _sums[_sums.Count - 1].Time)
        {
            _sums.Add((time, reading.Streams.Sum(s => s.Online ?? 0), reading.Streams.Sum(s => s.BandwidthMbps ?? 0)));
        }

        _sums.RemoveAll(s => reading.Time - s.Time > Range);
    }

    /// <summary>Returns the data to display.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="problem">The reason why the newest figures are missing; null if they are not.</param>
    public ReportData Snapshot(DateTimeOffset now, string? problem)
    {
        var range = new TimeWindow(now - Range, now);
        var data = new ReportData(title, account, range, now, TimeZoneInfo.Local) { Bans = _read?.Bans };
        data.Notes.AddRange(problem is null ? [] : [problem]);
        data.Notes.AddRange(_read?.Notes ?? ["The figures for the last hour are being loaded."]);
        data.Tapes.AddRange(_read?.Tapes ?? []);
        foreach (var (time, viewers, bandwidth) in _sums)
        {
            data.Viewers.Add(time, viewers);
            data.Bandwidth.Add(time, bandwidth);
        }

        foreach (var id in _histories.Keys.Union(_readings.Keys, StringComparer.Ordinal))
        {
            var stream = Stream(id, range);
            if (stream.HasFigures || !isAllStreams)
            {
                data.Streams.Add(stream);
            }
        }

        data.TrafficMB = data.Streams.Sum(s => s.TrafficMB);
        data.SortStreams(s => s.Now?.Online ?? -1);
        return data;
    }

    private ReportStream Stream(string id, TimeWindow range)
    {
        _histories.TryGetValue(id, out var history);
        _readings.TryGetValue(id, out var readings);
        var newest = readings?[readings.Count - 1];
        var stream = new ReportStream(history?.Stream.Key ?? new StreamKey(id, newest?.PushDomain, newest?.AppName), range)
        {
            Now = _live.FirstOrDefault(s => s.StreamId == id),
        };
        foreach (var point in history?.Playback ?? [])
        {
            stream.Add(point);
        }

        foreach (var point in history?.Push ?? [])
        {
            stream.Add(point);
        }

        foreach (var stat in readings ?? [])
        {
            stream.Add(stat);
        }

        return stream;
    }
}
