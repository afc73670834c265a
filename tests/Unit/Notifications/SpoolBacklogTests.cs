using System.Globalization;
using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>A spool with more events than a start reads: the other segments are read when they are needed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolBacklogTests : IDisposable
{
    private const int Events = 40_000;
    private static readonly DateTimeOffset Received = DateTimeOffset.UtcNow.AddHours(-2);

    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_long_backlog_arrives_in_order_and_once_without_being_in_memory()
    {
        Fill(Received);
        var segments = _folder.Files("events-*.log").Length;
        Assert.True(segments > 4, $"{segments} segments");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        using (var spool = EventSpool.Open(_folder.Path))
        {
            Assert.InRange(spool.KnownKeys.Count, 1, Events / 2);
            using var inbox = new EventQueue();
            spool.Replay(inbox, new EventFilter(null, null));
            for (var i = 1; i <= Events; i++)
            {
                Assert.Equal(i, Take(inbox));
                most = i % 10_000 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
            }

            Assert.False(inbox.TryTake(TimeSpan.Zero, default, out _, out _));
        }

        // In total it is more than 40 MB.
        Assert.InRange(most, long.MinValue, 15_000_000);
        Assert.Empty(_folder.Files("events-*.log"));
        Assert.Empty(_folder.Start().Events);
    }

    [Fact]
    public void Events_processed_before_a_stop_in_the_middle_are_not_emitted_again()
    {
        Fill(Received);
        var seen = new List<int>();
        foreach (var stop in new[] { 3, 15_000, 17_000, 39_999, Events })
        {
            using var spool = EventSpool.Open(_folder.Path);
            using var inbox = new EventQueue();
            spool.Replay(inbox, new EventFilter(null, null));
            while (seen.Count < stop)
            {
                seen.Add(Take(inbox));
            }
        }

        Assert.Equal(Enumerable.Range(1, Events), seen);
        Assert.Empty(_folder.Start().Events);
    }

    [Fact]
    public async Task Events_that_arrive_meanwhile_are_emitted_last_with_their_own_numbers()
    {
        Fill(Received);
        using (var spool = EventSpool.Open(_folder.Path))
        {
            using var inbox = new EventQueue();
            spool.Replay(inbox, new EventFilter(null, null));
            await spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(1_000_000)), inbox);
            Assert.Equal(1, Take(inbox));
        }

        var (events, _) = _folder.Start();
        Assert.Equal([.. Enumerable.Range(2, Events - 1), 1_000_000], events);
    }

    [Fact]
    public void Repeats_of_recent_events_that_have_not_been_read_are_recognized()
    {
        Fill(DateTimeOffset.UtcNow.AddMinutes(-5));
        using var spool = EventSpool.Open(_folder.Path);
        Assert.Equal(Events, spool.KnownKeys.Select(known => known.Key).Distinct().Count());
    }

    [Fact]
    public void Damage_beyond_what_a_start_reads_loses_nothing_else_and_is_reported()
    {
        Fill(Received);
        var path = _folder.Files("events-*.log").Order(StringComparer.Ordinal).ElementAt(3);
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(Encoding.ASCII.GetBytes("what a disk makes of it"));
        }

        var (events, warnings) = _folder.Start(finish: true);
        Assert.Equal(Events - 1, events.Length);
        Assert.Contains(warnings, warning => warning.Contains("is damaged at byte", StringComparison.Ordinal));
        Assert.Equal(Path.GetFileName(path), Path.GetFileName(Assert.Single(_folder.Failed)));
    }

    [Fact]
    public void A_backlog_without_selected_events_can_be_stopped()
    {
        Fill(Received);
        using var spool = EventSpool.Open(_folder.Path);
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, ["another"]));
        using var stop = new CancellationTokenSource();
        Assert.True(inbox.TryTake(TimeSpan.Zero, stop.Token, out _, out var aboutFolder));
        Assert.NotNull(aboutFolder);
        Assert.True(inbox.TryTake(TimeSpan.Zero, stop.Token, out var delivery, out var warning));
        Assert.Equal((null, null), (delivery, warning));
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => inbox.TryTake(TimeSpan.Zero, stop.Token, out _, out _));
    }

    [Fact]
    public void A_filter_leaves_excluded_events_and_reports_their_number()
    {
        Fill(Received);
        using (var spool = EventSpool.Open(_folder.Path))
        {
            using var inbox = new EventQueue();
            spool.Replay(inbox, new EventFilter(null, ["another"]));
            var warnings = new List<string>();
            while (inbox.TryTake(TimeSpan.Zero, default, out var delivery, out var warning))
            {
                Assert.Null(delivery);
                warnings.AddRange(warning is null ? [] : [warning]);
            }

            Assert.Single(warnings, warning => warning.StartsWith($"{Events} events from an earlier run remain", StringComparison.Ordinal));
        }

        Assert.Equal(Events, _folder.Start().Events.Length);
    }

    private static int Take(EventQueue inbox)
    {
        QueuedEvent? delivery = null;
        while (delivery is null)
        {
            Assert.True(inbox.TryTake(TimeSpan.FromSeconds(20), default, out delivery, out _));
        }

        var number = int.Parse(((StreamStateEvent)delivery.Load()).Sequence!, CultureInfo.InvariantCulture);
        delivery.Complete(EventDisposition.Taken);
        return number;
    }

    // As a receiver leaves them, without flushing.
    private void Fill(DateTimeOffset received) => SpoolFiller.Fill(_folder.Path, Events, received, new string('x', 700));
}
