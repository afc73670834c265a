using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>Reads the data of a report, stream by stream, and shows its progress.</summary>
internal sealed class ReportReader(LvbStreamsCmdlet cmdlet, CallRunner calls, ILvbBackend backend, int atOnce)
{
    /// <summary>The maximum number of streams. For larger accounts, the report contains the live streams and the newest channels.</summary>
    public const int MostStreams = 200;

    private readonly ReportNotes _notes = new();

    /// <summary>Indicates whether all points of the streams are kept, for a dashboard.</summary>
    public bool KeepsPoints { get; init; }

    /// <summary>Gets the streams with all their points.</summary>
    public List<StreamReport> Histories { get; } = [];

    /// <summary>Gets the playback of all streams together, point by point.</summary>
    public List<(DateTimeOffset Time, double Viewers, double Bandwidth)> Sums { get; } = [];

    /// <summary>Reads a report.</summary>
    /// <param name="data">Title, account and range; the rest is filled in.</param>
    /// <param name="named">The streams that the user specified; null for all of the account.</param>
    public ReportData Read(ReportData data, IReadOnlyList<StreamKey>? named)
    {
        calls.HideProgress();
        var progress = ProgressBar.Of(cmdlet, "Reading the figures for the report");
        progress.Show(named is null ? "Listing streams" : "Listing live streams");
        var live = Live(named);
        var streams = named ?? AllStreams(data, live);
        if (named is null)
        {
            ReadAccount(data);
        }

        ReadStreams(data, streams, live, named is not null, progress);
        _notes.WriteTo(data);
        progress.Complete();
        return data;
    }

    private IReadOnlyList<LiveStat> Live(IReadOnlyList<StreamKey>? named) =>
        Try(
            "The list of live streams",
            () => calls.Run(new LiveReadingOperation(backend, named ?? [], new LiveStatQuery(), atOnce)).Streams) ?? [];

    private List<StreamKey> AllStreams(ReportData data, IReadOnlyList<LiveStat> live)
    {
        data.Bans = Try("The list of banned streams", () => Channels(new ChannelQuery { Status = LvbChannelState.Disabled }))
            ?.ConvertAll(c => new ReportBan(c.StreamId, LvbChannelState.Disabled, null));

        // A service that lists the streams of a range is queried for them. Otherwise all channels are listed, the newest first.
        var channels = Try("The list of streams", () => Channels(new ChannelQuery { Window = data.Range }))
            ?? Try("The list of streams", () => Channels(new ChannelQuery { Descending = true })) ?? [];
        var all = live.Select(s => new StreamKey(s.StreamId, s.PushDomain, s.AppName))
            .Concat(channels.Select(c => new StreamKey(c.StreamId, c.PushDomain, c.AppName)))
            .GroupBy(k => k.Id, StringComparer.Ordinal).Select(g => g.First()).ToList();
        if (all.Count > MostStreams)
        {
            _notes.Add(string.Format(
                CultureInfo.InvariantCulture,
                "The account has at least {0:#,0} streams. {1} of them are shown: the live streams and the newest ones. "
                    + "To show others, specify -StreamId.",
                all.Count,
                MostStreams));
        }

        return [.. all.Take(MostStreams)];
    }

    private List<Channel> Channels(ChannelQuery query) =>
    [
        .. calls.Run(new WholeListOperation<Page<Channel>, Channel>(
            page => backend.GetChannels(query, page), new PageRequest(1, backend.Limits.Channels.Default))
        {
            MostRows = 2 * MostStreams,
        }),
    ];

    private void ReadAccount(ReportData data)
    {
        data.TrafficMB = 0;
        foreach (var window in backend.Limits.PlayHistory.Split(data.Range, DateTimeOffset.Now))
        {
            var page = Try("The viewer figures of all streams", () => calls.Run(backend.GetPlayHistory(new PlayHistoryQuery(window))));
            foreach (var point in page?.Rows ?? [])
            {
                if (point.Time is { } time && !(data.Viewers.Last?.Time >= time))
                {
                    data.Viewers.Add(time, point.Online ?? 0);
                    data.Bandwidth.Add(time, point.BandwidthMbps ?? 0);
                    data.TrafficMB += point.TrafficMB ?? 0;
                    Sums.Add((time, point.Online ?? 0, point.BandwidthMbps ?? 0));
                }
            }
        }
    }

    private void ReadStreams(
        ReportData data,
        IReadOnlyList<StreamKey> streams,
        IReadOnlyList<LiveStat> live,
        bool areNamed,
        ProgressBar progress)
    {
        var sum = new ReportSum();
        data.Bans ??= areNamed ? [] : null;
        var queue = new OrderedCallQueue<StreamKey, StreamReport>(
            cmdlet,
            calls,
            atOnce,
            key => calls.Prepare(new StreamReportOperation(backend, key, data.Range, areNamed) { KeepsPush = KeepsPoints }),
            (key, report) => Add(data, report, live, areNamed ? sum : null),
            key => key.Id);
        for (var i = 0; i < streams.Count; i++)
        {
            progress.Show(
                string.Format(CultureInfo.InvariantCulture, "{0} of {1} streams", i, streams.Count),
                100 * i / streams.Count,
                current: streams[i].Id);
            queue.Add(streams[i]);
        }

        queue.Drain();
        if (areNamed)
        {
            Sums.AddRange(sum.WriteTo(data));
        }

        data.SortStreams(s => s.Viewers.Peak?.Value ?? 0);
        data.Tapes.Sort((a, b) => Nullable.Compare(a.StartTime, b.StartTime));
    }

    private void Add(ReportData data, StreamReport report, IReadOnlyList<LiveStat> live, ReportSum? sum)
    {
        var stream = report.Stream;
        stream.Now = live.FirstOrDefault(s => s.StreamId == stream.Key.Id);
        if (report.State is LvbChannelState.Disabled or LvbChannelState.Forbidden)
        {
            data.Bans?.Add(new ReportBan(stream.Key.Id, report.State.Value, null));
        }

        // For a whole account, streams without data are omitted. Streams that the user specified are always shown.
        if (sum is not null || stream.HasFigures || report.Tapes.Count > 0 || report.Failures.Count > 0)
        {
            data.Streams.Add(stream);
        }

        sum?.Add(report.Playback);
        data.Tapes.AddRange(report.Tapes);
        if (KeepsPoints)
        {
            Histories.Add(report);
        }

        report.Failures.ForEach(failure => _notes.Add(stream.Key.Id, failure));
    }

    private T? Try<T>(string part, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (LvbException e) when (e.Reason == LvbErrorReason.NotSupported)
        {
            // The report itself states that there is no such list.
            return null;
        }
        catch (LvbException e) when (e.Reason is not (LvbErrorReason.SignatureInvalid or LvbErrorReason.SignatureExpired))
        {
            _notes.Add($"{part} could not be read. {e.ErrorId}: {e.Message}");
            return null;
        }
    }
}
