using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets how streams, or the whole account, were played over a past range, minute by minute (LVB: Get_LivePlayStatHistory). The service keeps
/// about three days. Any range will do: it is asked for in pieces of two hours.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePlayStatHistory")]
[OutputType(typeof(LivePlayStatPoint), typeof(LivePlayStatSummary))]
public sealed class GetLvbLivePlayStatHistoryCommand : LvbOptionalStreamCmdlet
{
    private TimeRangeReader<Lvb2PlayHistoryPage>? _query;
    private TimeWindow _range;

    /// <summary>Only playback from this domain: the original one, before any CNAME.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

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
        _query = new TimeRangeReader<Lvb2PlayHistoryPage>(
            this,
            QueryRange.HistoryWindows(_range),
            AsksForAll || (GivenStreams is { Length: 1 } && !MyInvocation.ExpectingInput),
            () => ThrottleLimit,
            call => GetLivePlayStatHistory.Request(call.Stream.Id, Domain, call.Window!.Value),
            Emit);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            _query!.Add(stream);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (AsksForAll)
        {
            _query!.Add(null);
        }

        _query!.Drain();
    }

    private void Emit(WindowCall call, Lvb2PlayHistoryPage page)
    {
        var inRows = 0.0;
        var toldTwice = 0.0;
        for (var i = 0; i < page.Rows.Count; i++)
        {
            var point = (LivePlayStatPoint)page.Rows[i];
            inRows += point.TrafficMB ?? 0;
            if (!call.Stream.IsNewSinceLastWindow(page.Keys[i]))
            {
                toldTwice += point.TrafficMB ?? 0;
            }
            else if (!Summary)
            {
                WriteObject(point);
            }
        }

        // Both windows' sums hold the minute at their seam.
        call.Stream.Traffic += (page.ToldTraffic ?? inRows) - toldTwice;
        if (Summary && call.IsLast && call.Stream.Answers == call.Index + 1)
        {
            WriteObject(Total(call.Stream));
        }
    }

    private LivePlayStatSummary Total(StreamProgress stream) => new()
    {
        StreamId = stream.Id,
        PlayDomain = Domain,
        StartTime = _range.Start.ToLocalTime(),
        EndTime = _range.End.ToLocalTime(),
        TotalTrafficMB = Math.Round(stream.Traffic, 6),
    };
}
