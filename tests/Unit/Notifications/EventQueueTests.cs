using System.Net;

namespace TencentLvb.Unit.Notifications;

/// <summary>The order and the limits of what the pipeline thread reads.</summary>
public sealed class EventQueueTests
{
    private static readonly IPAddress From = IPAddress.Parse("203.0.113.9");
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private TimeSpan _now;

    private EventQueue Queue() => new(() => _now);

    [Fact]
    public void The_pipeline_is_woken_immediately_and_then_at_most_once_per_second()
    {
        using var queue = Queue();
        Assert.Equal("", Woken(queue));
        _now = TimeSpan.FromMilliseconds(999);
        Assert.Null(Woken(queue));
        _now = TimeSpan.FromSeconds(1);
        Assert.Equal("", Woken(queue));
        _now = TimeSpan.FromSeconds(1.5);
        Assert.Null(Woken(queue));
        _now = TimeSpan.FromSeconds(10);
        Assert.Equal("", Woken(queue));
        Assert.Null(Woken(queue));
    }

    private static string? Woken(EventQueue queue)
    {
        queue.Wake();
        return Next(queue);
    }

    [Fact]
    public void The_first_counted_refusal_wakes_the_pipeline_and_the_report_follows_when_it_is_due()
    {
        using var queue = Queue();
        Refuse(queue, 5);
        Assert.Equal(["w", "w", "w", "w", "w"], All(queue));
        Refuse(queue, 1);
        Assert.Equal([""], All(queue));
        Refuse(queue, 2);
        Assert.Empty(All(queue));
        _now = TimeSpan.FromSeconds(10);
        Assert.StartsWith("3 more", Assert.Single(All(queue)), StringComparison.Ordinal);
        Assert.Null(queue.LastReport());
    }

    [Fact]
    public void A_wait_ends_when_a_report_becomes_due()
    {
        using var queue = Queue();
        Refuse(queue, 6);
        All(queue);
        _now = TimeSpan.FromMilliseconds(9_999);
        Assert.True(queue.TryTake(Long, default, out _, out string? warning));
        Assert.Null(warning);
        Assert.True(queue.TryTake(Timeout.InfiniteTimeSpan, default, out _, out warning));
        Assert.Null(warning);
        // The time of the caller is up, too.
        Assert.False(queue.TryTake(TimeSpan.FromMilliseconds(1), default, out _, out _));
    }

    [Fact]
    public void Warnings_alternate_with_a_backlog()
    {
        using var queue = Queue();
        queue.Replay(Enumerable.Range(0, 3).Select(i => i == 1 ? null : new Told("old")));
        queue.Add(new Told("new"));
        queue.Warn("w1");
        queue.Warn("w2");
        Assert.Equal(["w1", "old", "w2", "", "old", "new"], All(queue));
        Assert.Empty(All(queue));
    }

    [Fact]
    public void A_backlog_of_any_length_can_be_canceled()
    {
        using var queue = Queue();
        queue.Replay(Enumerable.Repeat(new Told("old"), int.MaxValue));
        Assert.Equal("old", Next(queue));
        Assert.ThrowsAny<OperationCanceledException>(
            () => queue.TryTake(TimeSpan.Zero, new CancellationToken(canceled: true), out _, out _));
    }

    [Fact]
    public void At_most_100_warnings_wait()
    {
        using var queue = Queue();
        for (var i = 0; i < 150; i++)
        {
            queue.Warn("w");
        }

        Assert.Equal(100, All(queue).Count);
    }

    [Fact]
    public void A_closed_queue_completes_each_event_once_and_accepts_nothing()
    {
        var queue = Queue();
        var waiting = new Told("waiting");
        queue.Add(waiting);
        queue.Close();
        queue.Dispose();
        Assert.Equal((1, 0), (waiting.NotTaken, queue.Count));
        var late = new Told("late");
        queue.Add(late);
        queue.Warn("w");
        queue.Wake();
        queue.Replay([new Told("old")]);
        Refuse(queue, 10);
        Assert.Equal((1, 0), (late.NotTaken, queue.Count));
        Assert.DoesNotContain(All(queue), item => item.Length > 0);
        Assert.Empty(All(queue));
        Assert.Null(queue.LastReport());
    }

    private static void Refuse(EventQueue queue, int times)
    {
        for (var i = 0; i < times; i++)
        {
            queue.WarnOfRefusal("with 404 (path)", From, "w");
        }
    }

    // The name of an event, the text of a warning, empty if there is nothing to do, null if nothing came.
    private static string? Next(EventQueue queue) =>
        queue.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out string? warning)
            ? (delivery as Told)?.Name ?? warning ?? ""
            : null;

    private static List<string> All(EventQueue queue)
    {
        var all = new List<string>();
        while (Next(queue) is { } one)
        {
            all.Add(one);
        }

        return all;
    }

    private sealed class Told(string name) : QueuedEvent
    {
        public string Name => name;

        public int NotTaken { get; private set; }

        public override LvbEvent Load() => throw new NotSupportedException();

        public override void Complete(EventDisposition disposition) => NotTaken += disposition == EventDisposition.NotTaken ? 1 : 0;
    }
}
