using System.Management.Automation;

namespace TencentLvb;

/// <summary>Gets the channels that are live now, by id alone (LVB: Live_Channel_GetLiveChannelList).</summary>
[Cmdlet(VerbsCommon.Get, "LvbLiveChannel")]
[OutputType(typeof(LiveChannel))]
public sealed class GetLvbLiveChannelCommand : LvbCmdlet
{
    /// <inheritdoc/>
    protected override void End()
    {
        foreach (var channel in Call(ChannelGetLiveChannelList.Request()).Rows)
        {
            WriteObject(channel);
        }
    }
}
