using System.Diagnostics;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Watches live streams. In a terminal it draws a table that redraws itself: viewers and how they change, a sparkline of the last hour,
/// frame rate and bit rate; what came and went is marked, and a stream that dropped stays in sight for five minutes. Elsewhere, and with
/// -PassThru or -Change, it emits objects, until it is stopped or -Duration is over.
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

    /// <summary>The order of the table at first: Online (viewers, default), Bandwidth, Bitrate or StreamId.</summary>
    [Parameter]
    [ValidateSet("Online", "Bandwidth", "Bitrate", "StreamId")]
    public string SortBy { get; set; } = nameof(LiveSort.Online);

    /// <summary>Frames per second below which a stream stands out as weak.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public double? MinimumFps { get; set; }

    /// <summary>Bits per second below which a stream stands out as weak, for example 800000.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? MinimumBitrate { get; set; }

    /// <summary>Emits the live streams at every interval, also in a terminal. Needed to assign them to a variable.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Emits only what changes: streams that came, dropped, or came back. The first answer changes nothing.</summary>
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
            // What the last line had no room for.
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

    // Turns that a slow answer made late are left out.
    private TimeSpan NextTurn(TimeSpan last, TimeSpan now) =>
        last + TimeSpan.FromTicks(Interval.Ticks * Math.Max(1, (now - last).Ticks / Interval.Ticks));

    // An answer that failed is an error, and the watch goes on.
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
