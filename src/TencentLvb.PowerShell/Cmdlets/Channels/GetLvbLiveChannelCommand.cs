using System.Management.Automation;

namespace TencentLvb;

/// <summary>Gets the channels that are live now, by id alone (LVB: Live_Channel_GetLiveChannelList).</summary>
[Cmdlet(VerbsCommon.Get, "LvbLiveChannel")]
[OutputType(typeof(LiveChannel))]
public sealed class GetLvbLiveChannelCommand : LvbAccountCmdlet
{
    /// <inheritdoc/>
    protected override void End()
    {
        var query = new LiveChannelQuery();
        new PageReader<Page<LiveChannel>>(Calls, new RowWriter(this), page => Backend.GetLiveChannels(query, page))
            .Run(new PageRequest(1, Backend.Limits.LiveChannels.Default));
    }
}
