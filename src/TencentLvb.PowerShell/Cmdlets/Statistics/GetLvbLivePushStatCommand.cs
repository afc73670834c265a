using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the push of live streams at this moment: from where, at what bitrate and frame rate (LVB: Get_LivePushStat). A stream that is
/// not live gives no object and no error. The service renews the figures every 5 s.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePushStat", SupportsPaging = true)]
[OutputType(typeof(LivePushStat), typeof(LiveStatSummary))]
public sealed class GetLvbLivePushStatCommand : LvbLiveStatCmdlet<LivePushStat>
{
    /// <summary>Only streams that are pushed to this domain.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PushDomain { get; set; }

    internal override bool TellsPlayback => false;

    internal override LvbOperation<LiveStatPage<LivePushStat>> Query(StreamKey? stream, PageRequest page) =>
        Backend.GetLivePushStat(new LiveStatQuery { StreamId = stream?.Id, PushDomain = PushDomain }, page);
}
