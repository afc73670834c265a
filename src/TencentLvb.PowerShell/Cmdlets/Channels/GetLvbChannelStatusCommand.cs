using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the state of streams (LVB: Live_Channel_GetStatus). A stream that was never pushed causes the error <c>LvbApi.20601</c>. The
/// service asks clients to poll at most once a minute; a stream is offline after three consecutive "no input" responses.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbChannelStatus")]
[OutputType(typeof(ChannelStatus))]
public sealed class GetLvbChannelStatusCommand : LvbPushedStreamCmdlet
{
    private OrderedCallQueue<StreamKey, ChannelStatus>? _queue;

    /// <inheritdoc/>
    protected override void Begin() => _queue =
        StreamQueue(stream => Backend.GetChannelStatus(stream), (_, status) => WriteObject(status), mayRunAhead: true);

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            _queue!.Add(stream);
        }
    }

    /// <inheritdoc/>
    protected override void End() => _queue!.Drain();
}
