using System.Diagnostics;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Watches live streams. In a terminal it draws a table that updates itself: viewers and their change, a sparkline of the last hour,
/// frame rate and bitrate. Streams that started or stopped are marked, and a stream that stopped remains visible for five minutes.
/// Elsewhere, and with -PassThru or -Change, it emits objects until it is stopped or -Duration has passed.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "LvbLiveStat")]
[OutputType(typeof(LiveStat), typeof(LiveStatChange))]
public sealed class WatchLvbLiveStatCommand : LvbLiveViewCmdlet
{


    /// <summary>Only streams that are pushed to this domain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    public string? PushDomain { get; set; }

    /// <summary>Only streams that are pushed to this path.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    /// <summary>The initial order of the table: Online (viewers, default), Bandwidth, Bitrate or StreamId.</summary>
    [Parameter]
    [ValidateSet("Online", "Bandwidth", "Bitrate", "StreamId")]
    public string SortBy { get; set; } = nameof(LiveSort.Online);

    /// <summary>The frame rate below which a stream is marked as weak.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public double? MinimumFps { get; set; }

    /// <summary>The bitrate below which a stream is marked as weak, in bits per second, for example 800000.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? MinimumBitrate { get; set; }

    /// <summary>Emits the live streams at every interval, even in a terminal. Required to assign them to a variable.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Emits only changes: streams that started, stopped or recovered. The first response contains no changes.</summary>
    [Parameter]
    public SwitchParameter Change { get; set; }

    internal override StreamKey Key(string id) => StreamInput.Key(id, PushDomain, AppName);

    /// <inheritdoc/>
    protected override void End()
    {
        if (HasNothingToShow)
        {
            return;
        }

        var all = StreamInput.Key("", PushDomain, AppName);
        var query = AsksForAll ? new LiveStatQuery { PushDomain = all.PushDomain, AppName = all.AppName } : new LiveStatQuery();
        Calls.HideProgress();
        Calls.Connect();
        var feed = new AccountLiveFeed(Calls, Backend, new LiveReadingOperation(Backend, NamedStreams, query, ThrottleLimit));
        var board = new LiveBoard(new LiveThresholds(MinimumFps, MinimumBitrate), NamedStreams.Select(s => s.Id));
        if (!PassThru && !Change && TerminalHost.CanDraw(this))
        {
            Draw(feed, board);
        }
        else
        {
            Emit(feed, board);
        }
    }

    private void Draw(AccountLiveFeed feed, LiveBoard board)
    {
        var options = new LiveTableOptions(
            Account.ToString(),
            Interval,
            Duration?.ToTimeSpan(),
            TerminalHost.HasColour(this),
            Ascii: !TerminalEncoding.Has(Sparkline.Blocks + "▼▲…"));
        var view = new LiveView((LiveSort)Enum.Parse(typeof(LiveSort), SortBy, ignoreCase: true));
        var table = new LiveTable(new ConsoleTerminal(), feed, board, view, options);
        table.Run(StopToken);
        if (table.Error is { } error && !StopToken.IsCancellationRequested)
        {
            // The full error, which did not fit on the last line.
            WriteError(error, null);
        }
    }

    private void Emit(AccountLiveFeed feed, LiveBoard board)
    {
        var clock = Stopwatch.StartNew();
        var end = Ending;
        for (var next = TimeSpan.Zero; next < end; next = NextTurn(next, clock.Elapsed))
        {
            Pause(next - clock.Elapsed);
            if (Read(feed) is not { } reading)
            {
                continue;
            }

            var changes = reading == board.Reading ? [] : board.Add(reading);
            foreach (var output in Change ? changes : (IEnumerable<object>)reading.Streams)
            {
                WriteObject(output);
            }
        }

        Pause(end == TimeSpan.MaxValue ? TimeSpan.Zero : end - clock.Elapsed);
    }

    // Skips the intervals that a slow response has missed.
    private TimeSpan NextTurn(TimeSpan last, TimeSpan now) =>
        last + TimeSpan.FromTicks(Interval.Ticks * Math.Max(1, (now - last).Ticks / Interval.Ticks));

    // A failed request is an error, and the watch continues.
    private LiveReading? Read(AccountLiveFeed feed)
    {
        try
        {
            var reading = feed.Read(out var isNew);
            foreach (var (stream, error) in isNew ? reading!.Failures : [])
            {
                WriteError(error, stream);
            }

            return reading;
        }
        catch (LvbException e)
        {
            WriteError(e, null);
            return null;
        }
    }

    private void Pause(TimeSpan time)
    {
        if (time > TimeSpan.Zero && StopToken.WaitHandle.WaitOne(time))
        {
            throw new PipelineStoppedException();
        }
    }
}
