using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets how streams, or the whole account, were played over a past range, minute by minute (LVB: Get_LivePlayStatHistory). The service
/// keeps about three days. Any range will do: it is asked for in pieces of two hours.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePlayStatHistory")]
[OutputType(typeof(LivePlayStatPoint), typeof(LivePlayStatSummary))]
public sealed class GetLvbLivePlayStatHistoryCommand : LvbOptionalStreamCmdlet
{
    private TimeRangeReader<PlayHistoryPage>? _reader;
    private TimeWindow _range;

    /// <summary>Only playback from this domain: the original one, before any CNAME.</summary>
    [Parameter]
    [Alias("Domain", "PullDomain")]
    [ValidateNotNullOrEmpty]
    public string? PlayDomain { get; set; }

    /// <summary>Where the range begins. Default: an hour before its end.</summary>
    [Parameter]
    [PointInTimeArgument]
    public LvbTime? StartTime { get; set; }

    /// <summary>Where the range ends. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    public LvbTime? EndTime { get; set; }

    /// <summary>Emits one <c>LivePlayStatSummary</c> for each stream, over the whole range. A stream with an error has none.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _range = QueryRange.History(this, StartTime, EndTime);
        _reader = new TimeRangeReader<PlayHistoryPage>(
            this,
            QueryRange.Split(_range, () => Backend.Limits.PlayHistory),
            AsksForAll || (GivenStreams is { Length: 1 } && !MyInvocation.ExpectingInput),
            (call, _) => Backend.GetPlayHistory(new PlayHistoryQuery(call.Window!.Value) { StreamId = call.Stream.Key?.Id, PlayDomain = PlayDomain }),
            Summary ? new NoRows() : new RowWriter(this)) { Answered = Sum };
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
    }

    private void Sum(RangeCall call, PlayHistoryPage page)
    {
        var inRows = 0.0;
        var reportedTwice = 0.0;
        for (var i = 0; i < page.Rows.Count; i++)
        {
            var traffic = page.Rows[i].TrafficMB ?? 0;
            inRows += traffic;
            reportedTwice += call.Stream.WasInLastWindow(page.Keys[i]) ? traffic : 0;
        }

        // Both windows' sums hold the minute at their seam.
        call.Stream.Traffic += (page.TotalTraffic ?? inRows) - reportedTwice;
        if (Summary && call.IsLast && call.Stream.Answers == call.Index + 1)
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
        TotalTrafficMB = Math.Round(stream.Traffic, 6),
    };

    /// <summary>A summary is all that is wanted.</summary>
    private sealed class NoRows : IRowWriter
    {
        public bool IsDone => false;

        public void Total(long? count)
        {
        }

        public void Write(object row)
        {
        }
    }
}
