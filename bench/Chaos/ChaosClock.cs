using TencentLvb.Emulator;

namespace TencentLvb.Bench;

/// <summary>The clock of the emulated service, which jumps.</summary>
internal sealed class ChaosClock : EmulatorClock
{
    private long _offset;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offset));
        set => Interlocked.Exchange(ref _offset, value.Ticks);
    }

    public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow + Offset;

    public override Task Delay(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, cancellation);
}
