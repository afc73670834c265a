using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator;

/// <summary>A clock that moves when the test says so, and then wakes who waits for it.</summary>
internal sealed class ManualClock(DateTimeOffset now) : EmulatorClock
{
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Done)> waiting = [];
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

    public override Task Delay(TimeSpan time, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => done.TrySetCanceled(cancellation));
        lock (gate)
        {
            waiting.Add((now + time, done));
        }

        return done.Task;
    }
}
