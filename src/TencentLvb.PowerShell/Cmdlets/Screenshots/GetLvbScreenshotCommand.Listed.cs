using System.Management.Automation;

namespace TencentLvb;

// Lists the screenshots of specified streams (API 3.0).
public sealed partial class GetLvbScreenshotCommand
{
    private static readonly TimeSpan UsualRange = TimeSpan.FromHours(1);

    private readonly List<ScreenshotListReader> _listed = [];
    private TimeWindow _range;

    /// <summary>
    /// Lists the screenshots of these streams instead of reading the queue (API 3.0, China site). Listing removes nothing.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>With -StreamId: the start of the range. Default: one hour before its end. The service keeps 14 days.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>With -StreamId: the end of the range. Default: now. Cannot be combined with -Wait.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>With -StreamId: the length of the range up to its end. Cannot be combined with -StartTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Last { get; set; }

    private bool IsListing => StreamId is not null || MyInvocation.ExpectingInput
        || MyInvocation.BoundParameters.ContainsKey(nameof(StreamId));

    private void CheckListing()
    {
        if (!IsListing)
        {
            if (StartTime is not null || EndTime is not null || Last is not null)
            {
                ThrowInvalid(
                    "A time range is specified without -StreamId.",
                    "Specify -StreamId too: the API 2.0 queue cannot be filtered by time, and API 3.0 lists screenshots per stream.",
                    null);
            }

            return;
        }

        if (Wait && EndTime is not null)
        {
            ThrowInvalid("-Wait and -EndTime are both specified.",
                "Specify either -Wait or -EndTime, not both: -Wait keeps returning new screenshots.", EndTime);
        }

        _range = QueryRange.History(this, StartTime, EndTime, Last, UsualRange);
    }

    private void List()
    {
        foreach (var id in StreamInput.Valid(this, StreamId))
        {
            if (ShouldProcess("screenshots of stream '" + id + "'", "List"))
            {
                var listed = new ScreenshotListReader(Calls, Backend, new StreamKey(id));
                _listed.Add(listed);
                Emit(id, () => listed.Read(_range));
            }
        }
    }

    /// <summary>Lists repeatedly, for -Wait, until -First is reached or -Timeout has passed.</summary>
    private void ListOn(System.Diagnostics.Stopwatch clock)
    {
        while (_listed.Count > 0 && _left > 0 && !(clock.Elapsed >= Timeout) && Sleep(clock.Elapsed))
        {
            foreach (var listed in _listed)
            {
                Emit(null, () => listed.ReadOn(_range.Start));
            }
        }
    }

    private void Emit(string? stream, Func<IEnumerable<Screenshot>> read)
    {
        try
        {
            foreach (var screenshot in _left > 0 ? read() : [])
            {
                WriteObject(screenshot);
                if (--_left == 0)
                {
                    return;
                }
            }
        }
        catch (LvbException error) when (error.Reason != LvbErrorReason.NotSupported || stream is not null)
        {
            WriteError(error, stream);
        }
    }
}
