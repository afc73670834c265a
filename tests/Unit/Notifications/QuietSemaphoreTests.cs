namespace TencentLvb.Unit.Notifications;

public sealed class QuietSemaphoreTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public void Each_release_ends_one_wait()
    {
        var semaphore = new QuietSemaphore();
        semaphore.Release(2);
        Assert.True(semaphore.Wait(Long, CancellationToken.None));
        Assert.True(semaphore.TryTake());
        Assert.False(semaphore.TryTake());
        Assert.False(semaphore.Wait(TimeSpan.Zero, CancellationToken.None));
        Assert.False(semaphore.Wait(TimeSpan.FromMilliseconds(1), CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_release_ends_a_wait_in_progress(bool isLimited)
    {
        var semaphore = new QuietSemaphore();
        int taken = 0;
        Task waiting = Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                Assert.True(semaphore.Wait(isLimited ? Long : Timeout.InfiniteTimeSpan, CancellationToken.None));
                Interlocked.Increment(ref taken);
            }
        });
        Parallel.For(0, 2000, _ => semaphore.Release());
        await waiting.WaitAsync(Long);
        Assert.Equal(2000, taken);
        Assert.False(semaphore.TryTake());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_of_two_threads_is_woken_by_the_other(bool isLimited)
    {
        QuietSemaphore there = new(), back = new();
        var time = isLimited ? Long : Timeout.InfiniteTimeSpan;
        Task Loop(QuietSemaphore wait, QuietSemaphore release) => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < 500; i++)
                {
                    Assert.True(wait.Wait(time, CancellationToken.None));
                    release.Release();
                }
            },
            TaskCreationOptions.LongRunning);
        Task first = Loop(there, back), second = Loop(back, there);
        there.Release();
        await Task.WhenAll(first, second).WaitAsync(Long);
        // The last release of the second thread is left.
        Assert.Equal((true, false, false), (there.TryTake(), there.TryTake(), back.TryTake()));
    }

    [Fact]
    public async Task A_wait_of_more_than_24_days_is_not_too_long()
    {
        var semaphore = new QuietSemaphore();
        Task<bool> waiting = Task.Factory.StartNew(
            () => semaphore.Wait(TimeSpan.FromDays(60), CancellationToken.None), TaskCreationOptions.LongRunning);
        semaphore.Release();
        Assert.True(await waiting.WaitAsync(Long));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => semaphore.Wait(TimeSpan.FromDays(60), stop.Token));
    }

    [Fact]
    public async Task A_canceled_wait_ends()
    {
        var semaphore = new QuietSemaphore();
        using var stop = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        Task waiting = Task.Run(() =>
        {
            started.Set();
            semaphore.Wait(Timeout.InfiniteTimeSpan, stop.Token);
        });
        started.Wait(Long);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Long));

        // Like the semaphore of .NET: a stop wins over an available release.
        semaphore.Release();
        Assert.ThrowsAny<OperationCanceledException>(() => semaphore.Wait(Long, stop.Token));
        Assert.True(semaphore.TryTake());
    }

    [Fact]
    public void A_closed_queue_accepts_no_event_of_a_group()
    {
        using var queue = new EventQueue();
        var events = Enumerable.Range(0, 3).Select(_ => new Told()).ToArray();
        queue.Add(events);
        Assert.Equal(3, queue.Count);
        Assert.True(queue.TryTake(TimeSpan.Zero, CancellationToken.None, out QueuedEvent? first, out _));
        Assert.Same(events[0], first);

        queue.Close();
        queue.Add(events);

        Assert.Equal([1, 2, 2], events.Select(told => told.NotTaken));
    }

    private sealed class Told : QueuedEvent
    {
        public int NotTaken { get; private set; }

        public override LvbEvent Load() => throw new NotSupportedException();

        public override void Complete(EventDisposition outcome) => NotTaken += outcome == EventDisposition.NotTaken ? 1 : 0;
    }
}
