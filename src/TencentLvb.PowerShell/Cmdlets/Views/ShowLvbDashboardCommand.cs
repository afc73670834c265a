using System.Diagnostics;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Shows live streams in the browser: the page of <c>Export-LvbReport</c> for the last hour, which updates itself. It is served only on
/// this machine, to the browser that opens its address first, until the cmdlet is stopped or -Duration has passed.
/// </summary>
[Cmdlet(VerbsCommon.Show, "LvbDashboard")]
[OutputType(typeof(string))]
public sealed class ShowLvbDashboardCommand : LvbLiveViewCmdlet
{
    private static readonly TimeSpan HistoryPause = TimeSpan.FromMinutes(5);

    private string? _problem;

    /// <summary>The port on 127.0.0.1. Default: 0, a free port.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Emits the address instead of starting a browser. The address works once.</summary>
    [Parameter]
    public SwitchParameter NoBrowser { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        if (HasNothingToShow)
        {
            return;
        }

        Calls.HideProgress();
        Calls.Connect();
        var account = Account.ToString();
        var figures = new DashboardFigures("Live streams", account, AsksForAll);
        using var server = new DashboardServer(Port, ReportLoader.Load(), Interval, figures.Snapshot(DateTimeOffset.Now, null));
        Announce(server);
        Run(server, figures);
    }

    private void Announce(DashboardServer server)
    {
        if (NoBrowser)
        {
            WriteObject(server.Address);
        }
        else if (Browser.TryOpen(server.Address))
        {
            Host.UI?.WriteLine($"The dashboard is open in the browser, on port {server.Port}. Press Ctrl+C to stop it.");
        }
        else
        {
            WriteWarning("The browser could not be started. Open the address yourself. The address works only once.");
            WriteObject(server.Address);
        }
    }

    private void Run(DashboardServer server, DashboardFigures figures)
    {
        var streams = NamedStreams;
        var feed = new AccountLiveFeed(Calls, Backend, new LiveReadingOperation(Backend, streams, new LiveStatQuery(), ThrottleLimit));
        var histories = new MinimumInterval(HistoryPause);
        var clock = Stopwatch.StartNew();
        var end = Ending;
        while (clock.Elapsed < end)
        {
            var begun = clock.Elapsed;
            Read(feed, figures);
            server.Show(figures.Snapshot(DateTimeOffset.Now, _problem));
            if (histories.TryEnter())
            {
                ReadHistories(figures, streams);
                server.Show(figures.Snapshot(DateTimeOffset.Now, _problem));
            }

            Pause(Shorter(begun + Interval, end) - clock.Elapsed);
        }
    }

    // The page shows what is missing. Here the error is written once, until a different error occurs.
    private void Read(AccountLiveFeed feed, DashboardFigures figures)
    {
        try
        {
            if (feed.Read(out var isNew) is { } reading && isNew)
            {
                figures.Take(reading);
                _problem = null;
            }
        }
        catch (LvbException e)
        {
            var problem = $"The latest figures could not be read. {e.ErrorId}: {e.Message}";
            if (problem != _problem)
            {
                WriteError(e, null);
            }

            _problem = problem;
        }
    }

    private void ReadHistories(DashboardFigures figures, List<StreamKey> streams)
    {
        var now = DateTimeOffset.Now;
        var range = new TimeWindow(now - DashboardFigures.Range, now);
        var reader = new ReportReader(this, Calls, Backend, ThrottleLimit) { KeepsPoints = true };
        try
        {
            var data = reader.Read(new ReportData("", "", range, now, TimeZoneInfo.Local), AsksForAll ? null : streams);
            figures.Take(data, reader.Histories, reader.Sums);
        }
        catch (LvbException e)
        {
            WriteError(e, null);
        }
    }

    private void Pause(TimeSpan time)
    {
        if (time > TimeSpan.Zero && StopToken.WaitHandle.WaitOne(time))
        {
            throw new PipelineStoppedException();
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
