using TencentLvb.Emulator;
namespace TencentLvb.Unit.Emulator;

/// <summary>A clock that moves only when the test advances it, and then wakes the waiters.</summary>
internal sealed class ManualClock(DateTimeOffset now) : EmulatorClock
{
    private readonly List<(DateTimeOffset Due, TimeSpan Time, TaskCompletionSource Done)> waiting = [];
    private readonly System.Threading.Channels.Channel<bool> added = System.Threading.Channels.Channel.CreateUnbounded<bool>();
    private readonly Lock gate = new();
    private DateTimeOffset now = now;

    public override DateTimeOffset UtcNow
    {
        get
        {
            lock (gate)
            {
                return now;
            }
        }
    }

    public void Advance(TimeSpan time)
    {
        lock (gate)
        {
            now += time;
            waiting.RemoveAll(waiter => waiter.Due <= now && waiter.Done.TrySetResult());
        }
    }

    /// <summary>Waits until a waiter waits for the specified time, then advances the clock by it.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (!IsAwaited(time))
        {
            await added.Reader.ReadAsync(patience.Token);
        }

        Advance(time);
    }

    private bool IsAwaited(TimeSpan time)
    {
        lock (gate)
        {
            return waiting.Exists(waiter => waiter.Time == time && !waiter.Done.Task.IsCompleted);
        }
    }

    public override Task Delay(TimeSpan time, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => done.TrySetCanceled(cancellation));
        lock (gate)
        {
            waiting.Add((now + time, time, done));
        }

        added.Writer.TryWrite(true);

        return done.Task;
    }
}
