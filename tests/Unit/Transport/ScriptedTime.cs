namespace TencentLvb.Unit.Transport;

/// <summary>A clock that advances when something waits, and records the waits.</summary>
internal sealed class ScriptedTime
{
    private readonly object _gate = new();
    private readonly List<TimeSpan> _pauses = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_gate)
            {
                return [.. _pauses];
            }
        }
    }

    public TimeSpan Waited => Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);

    public void Advance(TimeSpan time)
    {
        lock (_gate)
        {
            _now += time;
        }
    }

    public Task Delay(TimeSpan time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _pauses.Add(time);
            _now += time;
        }

        return Task.CompletedTask;
    }
}
