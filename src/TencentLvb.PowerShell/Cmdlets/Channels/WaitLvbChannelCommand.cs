using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Waits until streams reach a state (LVB: Live_Channel_GetStatus), and emits the state of each stream as soon as it is reached. NoInput
/// counts after three consecutive responses, because the service considers a stream offline only then. If Live is specified, a stream
/// that was never pushed is waited for. A stream that does not reach the state in time causes the error <c>LvbTimeout</c>; the other
/// streams are still waited for. Faults of the network or the service do not end the wait.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "LvbChannel")]
[OutputType(typeof(ChannelStatus))]
public sealed class WaitLvbChannelCommand : LvbWaitCmdlet, IPollCondition<ChannelWait, ChannelStatus>
{
    private const int AnswersForNoInput = 3;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);

    private StreamPoller<ChannelWait, ChannelStatus>? _list;

    /// <summary>The state to wait for: Live (default), NoInput or Disabled. With several states, the first that is reached.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("Live", "NoInput", "Disabled")]
    public LvbChannelState[] Status { get; set; } = [LvbChannelState.Live];

    private string Wanted => string.Join(" or ", Status);

    /// <inheritdoc/>
    protected override void Begin() => _list = NewList<ChannelWait,
        ChannelStatus>(this, UsualPause, "Waiting for streams to become " + Wanted);

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            _list!.Add(new ChannelWait(stream), TimeSpan.Zero);
        }
    }

    /// <inheritdoc/>
    protected override void End() => _list!.Drain();

    LvbOperation<ChannelStatus> IPollCondition<ChannelWait, ChannelStatus>.Look(ChannelWait wait) => Backend.GetChannelStatus(wait.Stream);

    bool IPollCondition<ChannelWait, ChannelStatus>.Take(ChannelWait wait, ChannelStatus answer)
    {
        wait.Take(answer.Status);
        var isThere = Status.Contains(answer.Status) && (answer.Status != LvbChannelState.NoInput || wait.InARow >= AnswersForNoInput);
        if (isThere)
        {
            WriteObject(answer);
            return true;
        }

        if (answer.Status is LvbChannelState.Disabled or LvbChannelState.Forbidden && wait.InARow == AnswersForNoInput)
        {
            return Banned(wait);
        }

        return false;
    }

    ChannelStatus? IPollCondition<ChannelWait, ChannelStatus>.FromError(ChannelWait wait, LvbException error) =>
        error.Reason == LvbErrorReason.NeverPushed && Status.Contains(LvbChannelState.Live)
            ? new ChannelStatus { StreamId = wait.Stream.Id, Status = LvbChannelState.NoInput }
            : null;

    LvbException IPollCondition<ChannelWait, ChannelStatus>.TimeIsUp(ChannelWait wait, TimeSpan timeout) => TimeIsUp(
        wait,
        $"The stream '{wait.Stream.Id}' did not become {Wanted} within {LvbErrors.Seconds(timeout)}; "
            + (wait.Answers == 0 ? "its state is not known." : $"it was {wait.Last} at the last check ({Checks(wait.Answers)})."),
        $"Check the stream (Get-LvbChannelStatus -StreamId {CommandText.Quote(wait.Stream.Id)}) and its encoder, "
        + "or specify a longer -Timeout.");

    // The ban may be lifted before the time limit. Without a limit the wait would never end.
    private bool Banned(ChannelWait wait)
    {
        var advice = $"To end the ban: Set-LvbChannelStatus -StreamId {CommandText.Quote(wait.Stream.Id)} -Status Enabled, or "
            + $"Resume-LvbChannel -StreamId {CommandText.Quote(wait.Stream.Id)}.";
        if (Timeout is not null)
        {
            WriteWarning($"The stream '{wait.Stream.Id}' is {wait.Last} and cannot become {Wanted} until the ban ends. {advice}");
            return false;
        }

        WriteError(
            TimeIsUp(wait, $"The stream '{wait.Stream.Id}' is {wait.Last} and cannot become {Wanted} until the ban ends.", advice),
            wait.Stream.Id);
        return true;
    }
}

/// <summary>Represents a stream whose state is waited for.</summary>
internal sealed class ChannelWait(StreamKey stream) : StreamWait(stream)
{
    public LvbChannelState? Last { get; private set; }

    /// <summary>Gets the number of consecutive responses with the last state.</summary>
    public int InARow { get; private set; }

    public void Take(LvbChannelState state)
    {
        InARow = state == Last ? InARow + 1 : 1;
        Last = state;
    }
}
