namespace TencentLvb.Emulator;

/// <summary>The emulator's own clock: the real time, or a time that tests set.</summary>
internal abstract class EmulatorClock
{
    public static EmulatorClock Real { get; } = new RealClock();

    public abstract DateTimeOffset UtcNow { get; }

    public abstract Task Delay(TimeSpan time, CancellationToken cancellation);

    private sealed class RealClock : EmulatorClock
    {
        public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        public override Task Delay(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, cancellation);
    }
}
