using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Views;

/// <summary>Specifies the options of the live table.</summary>
/// <param name="Title">The account.</param>
/// <param name="Interval">The interval between queries.</param>
/// <param name="Duration">The duration; null until it is ended.</param>
/// <param name="Colour">Whether colors are used.</param>
/// <param name="Ascii">Whether only ASCII marks are used.</param>
internal sealed record LiveTableOptions(string Title, TimeSpan Interval, TimeSpan? Duration, bool Colour, bool Ascii);

/// <summary>
/// Runs the live table in a terminal: queries, draws, and reads keys, until q is pressed, the time is up, or it is stopped. A failure is
/// shown in the last line until the next response.
/// </summary>
internal sealed class LiveTable(ITerminal terminal, ILiveFeed feed, LiveBoard board, LiveView view, LiveTableOptions options)
{
    private const int HistoriesAtOnce = 4;

    // The pause between two checks of the keyboard: short enough for the user, long enough for the processor.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<(LiveRow Row, Task<IReadOnlyList<ChartPoint>> Points)> _histories = [];
    private Task? _reading;
    private TimeSpan _nextReading;
    private TimeSpan _nextTick;
    private (int Width, int Height) _size;
    private DateTimeOffset _failedAt;

    /// <summary>Gets why the newest figures are missing; null if they are not.</summary>
    public LvbException? Error { get; private set; }

    /// <summary>Runs until it is ended. The terminal is then restored, with the last frame in it.</summary>
    public void Run(CancellationToken stop)
    {
        using var screen = new FullScreen(terminal);
        while (!stop.IsCancellationRequested && !(options.Duration < _clock.Elapsed))
        {
            var isChanged = TakeAnswers() | Ask(screen) | Resized();
            while (terminal.ReadKey() is { } key)
            {
                if (!view.Take(key))
                {
                    return;
                }

                isChanged = true;
            }

            if (isChanged || _clock.Elapsed >= _nextTick)
            {
                Draw(screen);
            }

            stop.WaitHandle.WaitOne(Look);
        }
    }

    private void Draw(FullScreen screen)
    {
        _nextTick = _clock.Elapsed + Tick;
        var error = Error is null
            ? feed.Announcement
            : $"{_failedAt.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {Error.ErrorId}: {Error.Message}";
        screen.KeepsLastLine = error is not null;
        var frame = new LiveFrame(options.Title, new LiveFrameOptions(_size.Width, _size.Height, options.Colour, options.Ascii));
        screen.Show(frame.Draw(board, view, DateTimeOffset.Now, error is null ? null : PrintableText.Of(error)));
    }

    private bool Resized()
    {
        var before = _size;
        _size = terminal.Size;
        return before != _size;
    }

    private bool Ask(FullScreen screen)
    {
        if (_reading is { IsCompleted: true })
        {
            _reading = null;
            TakeReading(screen);
            return true;
        }

        if (_reading is null && _clock.Elapsed >= _nextReading)
        {
            _nextReading = _clock.Elapsed + options.Interval;
            _reading = feed.StartReading();
        }

        return false;
    }

    private void TakeReading(FullScreen screen)
    {
        try
        {
            var reading = feed.TakeReading();
            board.Add(reading);
            Error = reading.Failures.Count > 0 ? reading.Failures[0].Error : null;
        }
        catch (LvbException e)
        {
            Error = e;

            // A rotated key may have been read by a command that writes to the terminal.
            screen.Invalidate();
        }

        _failedAt = DateTimeOffset.Now;
    }

    // Fills the sparklines of the visible rows from the history, a few at a time.
    private bool TakeAnswers()
    {
        var done = _histories.FindAll(h => h.Points.IsCompleted);
        foreach (var history in done)
        {
            Seed(history.Row, history.Points);
            _histories.Remove(history);
        }

        if (_histories.Count < HistoriesAtOnce)
        {
            var rows = LiveOrder.Sort(board.RowsAt(DateTimeOffset.Now), view.Sort, view.Filter).Skip(view.Top).Take(view.PageSize);
            foreach (var row in rows.Where(r => r.Stat is not null && !r.IsSeeded).Take(HistoriesAtOnce - _histories.Count))
            {
                row.IsSeeded = true;
                _histories.Add((row, feed.ReadHistoryAsync(row.Stat!)));
            }
        }

        return done.Count > 0;
    }

    private static void Seed(LiveRow row, Task<IReadOnlyList<ChartPoint>> points)
    {
        // A stream without a history has a sparkline of the figures from now on.
        if (points.Status == TaskStatus.RanToCompletion)
        {
            row.Seed(points.Result);
        }
        else
        {
            _ = points.Exception;
        }
    }
}
