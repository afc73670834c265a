using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Waits until streams reach a state (LVB: Live_Channel_GetStatus), and emits the state that each has reached, as soon as it has. NoInput
/// counts after three answers in a row, since the service asks for that before a stream is taken for offline. A stream that was never
/// pushed is waited for when Live is asked for. One that is not there in time gives the error <c>LvbTimeout</c>, and the others go on.
/// Faults of the line or the service on the way do not end the wait.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "LvbChannel")]
[OutputType(typeof(ChannelStatus))]
public sealed class WaitLvbChannelCommand : LvbWaitCmdlet, IPollCondition<ChannelWait, ChannelStatus>
{
    private const int AnswersForNoInput = 3;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);

    private StreamPoller<ChannelWait, ChannelStatus>? _list;

    /// <summary>The state to wait for: Live (default), NoInput or Disabled; of several, whichever comes first.</summary>
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
            + (wait.Answers == 0 ? "its state is not known." : $"it was {wait.Last} at the last check ({Looks(wait.Answers)})."),
        $"Check it (Get-LvbChannelStatus -StreamId {CommandText.Quote(wait.Stream.Id)}) and its encoder, or allow more time: "
        + "-Timeout.");

    // Somebody may lift the ban while there is time; without a limit the wait would never end.
    private bool Banned(ChannelWait wait)
    {
        var advice = $"End that: Set-LvbChannelStatus -StreamId {CommandText.Quote(wait.Stream.Id)} -Status Enabled, or Resume-LvbChannel "
            + $"-StreamId {CommandText.Quote(wait.Stream.Id)}.";
        if (Timeout is not null)
        {
            WriteWarning($"The stream '{wait.Stream.Id}' is {wait.Last} and cannot become {Wanted} until that ends. {advice}");
            return false;
        }

        WriteError(
            TimeIsUp(wait, $"The stream '{wait.Stream.Id}' is {wait.Last} and cannot become {Wanted} until that ends.", advice),
            wait.Stream.Id);
        return true;
    }
}

/// <summary>A stream whose state is waited for.</summary>
internal sealed class ChannelWait(StreamKey stream) : StreamWait(stream)
{
    public LvbChannelState? Last { get; private set; }

    /// <summary>How often the last state was answered without another in between.</summary>
    public int InARow { get; private set; }

    public void Take(LvbChannelState state)
    {
        InARow = state == Last ? InARow + 1 : 1;
        Last = state;
    }
}
