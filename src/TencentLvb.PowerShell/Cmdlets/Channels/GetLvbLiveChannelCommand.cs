using System.Management.Automation;

namespace TencentLvb;

/// <summary>Gets the IDs of the channels that are live now (LVB: Live_Channel_GetLiveChannelList).</summary>
[Cmdlet(VerbsCommon.Get, "LvbLiveChannel")]
[OutputType(typeof(LiveChannel))]
public sealed class GetLvbLiveChannelCommand : LvbAccountCmdlet
{
    /// <summary>Only channels of this push domain (API 3.0; API 2.0 does not filter by it).</summary>
    [Parameter]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>Only channels of this path, usually <c>live</c> (API 3.0; API 2.0 does not filter by it).</summary>
    [Parameter]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var query = new LiveChannelQuery { PushDomain = StreamInput.NullIfEmpty(PushDomain), AppName = StreamInput.NullIfEmpty(AppName) };
        new PageReader<Page<LiveChannel>>(Calls, new RowWriter(this), page => Backend.GetLiveChannels(query, page)) { Moves = true }
            .Run(new PageRequest(1, Backend.Limits.LiveChannels.Default));
    }
}
