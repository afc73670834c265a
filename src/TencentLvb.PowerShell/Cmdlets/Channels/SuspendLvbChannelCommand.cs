using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Suspends streams: the push is cut and new pushes are refused until a specified time, at most 90 days ahead. Then the suspension ends
/// automatically (LVB: channel_manager, action forbid).
/// </summary>
[Cmdlet(VerbsLifecycle.Suspend, "LvbChannel", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelSuspension))]
public sealed class SuspendLvbChannelCommand : LvbStreamChangeCmdlet<ChannelSuspension>
{
    private static readonly TimeSpan Longest = BackendLimits.Widest.LongestSuspension;

    /// <summary>The end of the suspension, in the future and at most 90 days ahead. Specify either this parameter or -Duration.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? Until { get; set; }

    /// <summary>
    /// The length of the suspension, counted from the suspension of each stream; at most 90 days. Specify either this parameter or
    /// -Until.
    /// </summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Duration { get; set; }

    /// <summary>Emits a <see cref="ChannelSuspension"/> for each stream that was suspended.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Operation => Until is { } until
        ? FormattableString.Invariant($"Suspend until {until.ToLocalTime():yyyy-MM-dd HH:mm:ss}")
        : $"Suspend for {Duration}";

    internal override bool EmitsResult => PassThru;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (Until is null == Duration is null)
        {
            ThrowInvalid(
                Until is null ? "Neither -Until nor -Duration is specified." : "-Until and -Duration are both specified.",
                "Specify either the end (-Until 2026-01-31T22:00) or the length (-Duration 2h).",
                null);
        }

        _ = End(DateTimeOffset.UtcNow);
    }

    internal override LvbOperation<ChannelSuspension> Change(StreamKey stream)
    {
        var now = DateTimeOffset.UtcNow;
        return Backend.SuspendChannel(stream, WholeSeconds(End(now), now + Longest));
    }

    // The services use whole seconds. Rounds up, so that the end is never before the start, but not beyond the latest end.
    private static DateTimeOffset WholeSeconds(DateTimeOffset end, DateTimeOffset latest)
    {
        var down = end.AddTicks(-(end.Ticks % TimeSpan.TicksPerSecond));
        return down == end || down.AddSeconds(1) > latest ? down : down.AddSeconds(1);
    }

    // Streams can arrive from a slow pipeline at any time: a duration is counted from that moment, and -Until may have passed.
    private DateTimeOffset End(DateTimeOffset now)
    {
        if (Duration is { } length)
        {
            return length > TimeSpan.Zero && length <= Longest
                ? now + length
                : throw LvbErrors.InvalidArgument($"-Duration {length} is not allowed.",
                "Specify a duration above zero and up to 90 days, for example 2h or 7d.");
        }

        var until = Until!.Value;
        if (until <= now)
        {
            throw LvbErrors.InvalidArgument(FormattableString.Invariant($"-Until {until:yyyy-MM-dd HH:mm:ss zzz} is in the past."),
                "Specify a time in the future, at most 90 days ahead.");
        }

        return until <= now + Longest
            ? until
            : throw LvbErrors.InvalidArgument(
                FormattableString.Invariant($"-Until {until:yyyy-MM-dd HH:mm:ss zzz} is more than 90 days ahead."),
                "Specify a time at most 90 days ahead. The service does not allow longer suspensions.");
    }
}
