using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the playback of streams, or of the whole account, over a past range, minute by minute (LVB: Get_LivePlayStatHistory). The service
/// keeps about three days. The range can have any length: it is queried in parts of two hours.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePlayStatHistory")]
[OutputType(typeof(LivePlayStatPoint), typeof(LivePlayStatSummary))]
public sealed class GetLvbLivePlayStatHistoryCommand : LvbOptionalStreamCmdlet
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(31);

    private TimeRangeReader<PlayHistoryPage>? _reader;
    private TimeWindow _range;
    private PlayIntervals? _intervals;

    /// <summary>Only playback from this domain: the original domain, before any CNAME.</summary>
    [Parameter]
    [Alias("Domain", "PullDomain")]
    [ValidateNotNullOrEmpty]
    public string? PlayDomain { get; set; }

    /// <summary>The start of the range. Default: one hour before its end.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>The end of the range. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>The length of the range up to its end. Cannot be combined with -StartTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Last { get; set; }

    /// <summary>
    /// Combines the minutes of each interval into one point, for example 15m: the peaks of viewers and bandwidth, and the sum of traffic.
    /// Whole minutes. Intervals that divide a day evenly start at multiples from local midnight; others start at the start of the range.
    /// </summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Interval { get; set; }

    /// <summary>Emits one <c>LivePlayStatSummary</c> for each stream, over the whole range. A stream with an error has none.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    protected override void Check()
    {
        if (Interval is not { } interval)
        {
            return;
        }

        if (Summary)
        {
            ThrowInvalid("-Summary and -Interval are both specified.",
                "A summary is one object for the whole range. Omit -Summary or -Interval.", Interval);
        }

        if (interval < TimeSpan.FromMinutes(1) || interval > LongestInterval || interval.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            ThrowInvalid($"-Interval {interval} is not allowed.",
                "Specify a whole number of minutes from 1m to 31d, for example 5m, 15m or 1h.",
                Interval);
        }
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _range = QueryRange.History(this, StartTime, EndTime, Last);
        _intervals = Interval is { } interval ? new PlayIntervals(interval, _range.Start, WriteObject) : null;
        _reader = new TimeRangeReader<PlayHistoryPage>(
            this,
            QueryRange.Split(_range, () => Backend.Limits.PlayHistory),
            AsksForAll || (GivenStreams is { Length: 1 } && !MyInvocation.ExpectingInput),
            (call, _) => Backend.GetPlayHistory(new PlayHistoryQuery(call.Window!.Value) { StreamId = call.Stream.Key?.Id,
                PlayDomain = PlayDomain }),
            Summary ? new NoRows() : _intervals ?? (IRowWriter)new RowWriter(this)) { Answered = Answered };
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            _reader!.Add(stream);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (AsksForAll)
        {
            _reader!.Add(null);
        }

        _reader!.Drain();
        _intervals?.Flush(DateTimeOffset.MaxValue);
    }

    private void Answered(RangeCall call, PlayHistoryPage page)
    {
        if (Summary)
        {
            Sum(call, page);
        }

        _intervals?.Flush(call.IsLast ? DateTimeOffset.MaxValue : call.Window!.Value.End);
    }

    private void Sum(RangeCall call, PlayHistoryPage page)
    {
        var inRows = 0.0;
        var reportedTwice = 0.0;
        for (var i = 0; i < page.Rows.Count; i++)
        {
            var traffic = page.Rows[i].TrafficMB ?? 0;
            inRows += traffic;
            if (call.Stream.WasInLastWindow(page.Keys[i]))
            {
                reportedTwice += traffic;
            }
            else
            {
                call.Stream.Play.Add(page.Rows[i]);
            }
        }

        // The sums of both windows include the minute at their boundary.
        call.Stream.Play.Traffic += (page.TotalTraffic ?? inRows) - reportedTwice;
        if (call.IsLast && call.Stream.Answers == call.Index + 1)
        {
            WriteObject(Total(call.Stream));
        }
    }

    private LivePlayStatSummary Total(StreamProgress stream) => new()
    {
        StreamId = stream.Key?.Id,
        PlayDomain = PlayDomain,
        StartTime = _range.Start.ToLocalTime(),
        EndTime = _range.End.ToLocalTime(),
        TotalTrafficMB = Math.Round(stream.Play.Traffic, 6),
        PeakOnline = stream.Play.PeakOnline,
        PeakTime = stream.Play.PeakTime,
        AverageOnline = stream.Play.AverageOnline,
        PeakBandwidthMbps = stream.Play.PeakBandwidth,
    };

    /// <summary>Discards the rows: only the summary is required.</summary>
    private sealed class NoRows : IRowWriter
    {
        public bool IsDone => false;

        public bool WantsMoreThan(int rows) => true;

        public void Total(long? count)
        {
        }

        public void Write(object row)
        {
        }
    }
}
