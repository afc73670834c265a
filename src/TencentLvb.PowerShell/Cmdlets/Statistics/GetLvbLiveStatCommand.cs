using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets push and playback of live streams at this moment (LVB: Get_LiveStat). A stream that is not live gives no object and no error.
/// The service renews push figures every 5 s and playback figures every 60 s: asking more often tells nothing new.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLiveStat", SupportsPaging = true)]
[OutputType(typeof(LiveStat), typeof(LiveStatSummary))]
public sealed class GetLvbLiveStatCommand : LvbLiveStatCmdlet<LiveStat>
{
    /// <summary>Only streams that are pushed to this domain.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PushDomain { get; set; }

    /// <summary>Only streams that are played from this domain.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PullDomain { get; set; }

    internal override LvbOperation<LiveStatPage<LiveStat>> Query(StreamKey? stream, PageRequest page) =>
        Backend.GetLiveStat(new LiveStatQuery { StreamId = stream?.Id, PushDomain = PushDomain, PlayDomain = PullDomain }, page);
}
