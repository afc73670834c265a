using System.Diagnostics;

namespace TencentLvb.Notifications;

/// <summary>
/// A semaphore on which one thread waits without spinning. The semaphore of .NET spins first, and uses processor time that the releasing
/// threads need.
/// </summary>
internal sealed class QuietSemaphore
{
    // The system waits at most 24 days at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly object _gate = new();
    private int _count;
    private bool _isWaiting;

    public void Release(int count = 1)
    {
        lock (_gate)
        {
            _count += count;
            if (_isWaiting)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Decrements the count without waiting; returns false if it is zero.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            return TakeLocked();
        }
    }

    /// <summary>Waits until the count is not zero and decrements it; returns false when the time is up.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public bool Wait(TimeSpan time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return TryTake() || (time != TimeSpan.Zero && WaitLonger(time, cancellation));
    }

    private bool WaitLonger(TimeSpan time, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var registration = cancellation.Register(Pulse);
        lock (_gate)
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (TakeLocked())
                {
                    return true;
                }

                var left = time == Timeout.InfiniteTimeSpan ? time : time - watch.Elapsed;
                if (time != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
                {
                    return false;
                }

                _isWaiting = true;
                Monitor.Wait(_gate, left < LongestWait ? left : LongestWait);
                _isWaiting = false;
            }
        }
    }

    private bool TakeLocked()
    {
        if (_count == 0)
        {
            return false;
        }

        _count--;
        return true;
    }

    private void Pulse()
    {
        lock (_gate)
        {
            Monitor.Pulse(_gate);
        }
    }
}
