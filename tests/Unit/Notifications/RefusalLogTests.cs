using System.Diagnostics;
using System.Net;

namespace TencentLvb.Unit.Notifications;

/// <summary>Events come before warnings, and refused requests cannot fill a log.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class RefusalLogTests
{
    private static readonly IPAddress One = IPAddress.Parse("203.0.113.9");
    private static readonly IPAddress Other = IPAddress.Parse("203.0.113.10");
    private TimeSpan _now = TimeSpan.FromSeconds(100);

    [Fact]
    public void The_first_refusals_of_each_reason_are_written_and_the_others_counted()
    {
        var log = new RefusalLog(() => _now);
        int written = Enumerable.Range(0, 1000).Count(_ => log.Note("with 404 (path)", One));
        written += Enumerable.Range(0, 10).Count(_ => log.Note("with 400 (LvbEventMalformed)", Other));
        Assert.Equal(10, written);
        Assert.Null(log.Report());
        Assert.Equal(TimeSpan.FromSeconds(10), log.Due);
        _now += TimeSpan.FromSeconds(10);
        Assert.Equal(
            "1,000 more requests or connections were refused in the last 10 s: 995 with 404 (path), 5 with 400 "
                + "(LvbEventMalformed). 203.0.113.9 sent the most (995).",
            log.Report());
        Assert.Null(log.Due);
    }

    [Fact]
    public void Hours_of_flooding_fill_no_log()
    {
        var log = new RefusalLog(() => _now);
        string[] reasons = Enumerable.Range(0, 100).Select(i => "400 (reason " + i + ")").ToArray();
        int lines = 0;
        for (int second = 0; second < 20_000; second++)
        {
            foreach (string reason in reasons)
            {
                lines += log.Note(reason, One) ? 1 : 0;
            }

            _now += TimeSpan.FromSeconds(1);
            lines += log.Report() is null ? 0 : 1;
        }

        Assert.InRange(lines, 100, 1_500);
    }

    [Fact]
    public void Occasional_refusals_are_each_written()
    {
        var log = new RefusalLog(() => _now);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(log.Note("403 (LvbEventExpired)", One));
            _now += TimeSpan.FromSeconds(61);
        }

        Assert.Null(log.Report(isLast: true));
    }

    [Fact]
    public void Reports_become_rarer_during_a_flood_and_resume_immediately_after_a_pause()
    {
        var log = new RefusalLog(() => _now);
        var reports = new List<TimeSpan>();
        for (int i = 0; i < 2_000; i++)
        {
            log.Note("with 404 (path)", One);
            _now += TimeSpan.FromSeconds(1);
            if (log.Report() is not null)
            {
                reports.Add(_now);
            }
        }

        TimeSpan[] gaps = reports.Zip(reports.Skip(1), (a, b) => b - a).ToArray();
        Assert.InRange(gaps[0], TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(22));
        Assert.InRange(gaps[^1], TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
        log.Report(isLast: true);
        _now += TimeSpan.FromHours(1);
        for (int i = 0; i < 10; i++)
        {
            log.Note("with 404 (path)", One);
        }

        Assert.Equal(TimeSpan.FromSeconds(10), log.Due);
    }

    [Fact]
    public async Task Events_are_read_even_if_warnings_arrive_faster_than_they_are_written()
    {
        using var fixture = new ReceiverFixture();
        using var end = new CancellationTokenSource();
        Task flood = Task.Run(() =>
        {
            using RawClient client = fixture.Client();
            while (!end.IsCancellationRequested)
            {
                client.Send("PUT / HTTP/1.1\r\nHost: h\r\n\r\n");
                Assert.Equal(405, client.Read().Status);
            }
        });
        Task pipeline = Task.Run(() =>
        {
            while (!end.IsCancellationRequested && fixture.Receiver.Inbox.TryTake(TimeSpan.FromSeconds(20), default,
                out QueuedEvent? delivery, out string? warning))
            {
                delivery?.Complete(EventDisposition.Taken);
                if (warning is not null)
                {
                    fixture.Warnings.Enqueue(warning);
                    Thread.Sleep(50);
                }
            }
        });
        Thread.Sleep(500);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(200, fixture.Status(Signed.Fresh(i)));
        }

        Assert.InRange(watch.ElapsedMilliseconds, 0, 15_000);

        await end.CancelAsync();
        await flood;
        fixture.Receiver.Dispose();
        Assert.InRange(fixture.Warnings.Count, 1, 35);
    }

    [Fact]
    public void Counted_refusals_are_reported_on_time_even_if_nothing_else_happens()
    {
        var watch = Stopwatch.StartNew();
        TimeSpan passed = TimeSpan.Zero;
        using var queue = new EventQueue(() => watch.Elapsed + passed);
        for (int i = 0; i < 6; i++)
        {
            queue.WarnOfRefusal("with 404 (path)", One, "one");
        }

        passed = TimeSpan.FromSeconds(9.5);
        var warnings = new List<string>();
        while (warnings.Count < 6 && queue.TryTake(TimeSpan.FromSeconds(20), default, out _, out string? warning))
        {
            warnings.AddRange(warning is null ? [] : [warning]);
        }

        Assert.Contains("1 more request or connection was refused in the last 10 s: 1 ", warnings[^1],
            StringComparison.Ordinal);
        Assert.Null(queue.LastReport());
    }

    [Fact]
    public void Counted_refusals_are_reported_while_a_long_backlog_is_emitted()
    {
        TimeSpan passed = TimeSpan.Zero;
        using var queue = new EventQueue(() => passed);
        queue.Replay(Enumerable.Repeat<QueuedEvent>(new UnacknowledgedEvent(new LvbEvent()), 100));
        for (int i = 0; i < 8; i++)
        {
            queue.WarnOfRefusal("with 404 (path)", One, "one");
        }

        var warnings = new List<string>();
        for (int i = 0; i < 50; i++)
        {
            passed += TimeSpan.FromSeconds(1);
            Assert.True(queue.TryTake(TimeSpan.Zero, default, out _, out string? warning));
            warnings.AddRange(warning is null ? [] : [warning]);
        }

        Assert.Equal(6, warnings.Count);
        Assert.StartsWith("3 more requests or connections were refused in the last 10 s: ", warnings[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_and_events_alternate()
    {
        using var queue = new EventQueue();
        for (int i = 0; i < 4; i++)
        {
            queue.Warn("w");
            queue.Add(new UnacknowledgedEvent(NotificationParser.Parse(Signed.Fresh(i)).Event));
        }

        var order = new List<string>();
        while (queue.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out string? warning))
        {
            order.Add(delivery is not null ? "event" : warning ?? "");
        }

        Assert.Equal(["w", "event", "w", "event", "w", "event", "w", "event"], order);
    }

    [Fact]
    public void A_refused_sign_wakes_the_pipeline_even_when_it_is_not_written()
    {
        using var fixture = new ReceiverFixture();
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(403, fixture.Status(Signed.With(Signed.Start, ("sign", new string('0', 32)))));
        }

        while (fixture.Receiver.Inbox.TryTake(TimeSpan.Zero, default, out _, out _))
        {
        }

        Thread.Sleep(1_100);
        Assert.Equal(403, fixture.Status(Signed.With(Signed.Start, ("sign", new string('0', 32)))));
        Assert.True(fixture.Receiver.Inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? none, out string? nothing));
        Assert.True(none is null && nothing is null);
        // Not for each one, because any client can send any number of them.
        Assert.Equal(403, fixture.Status(Signed.With(Signed.Start, ("sign", new string('0', 32)))));
        Assert.False(fixture.Receiver.Inbox.TryTake(TimeSpan.Zero, default, out _, out _));
    }
}
