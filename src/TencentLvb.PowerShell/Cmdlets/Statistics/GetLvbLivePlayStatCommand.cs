using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the current playback of live streams: bandwidth and viewers (LVB: Get_LivePlayStat). A stream that is not live returns no object
/// and no error. The service updates the figures every 60 s.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePlayStat", SupportsPaging = true)]
[OutputType(typeof(LivePlayStat), typeof(LiveStatSummary))]
public sealed class GetLvbLivePlayStatCommand : LvbLiveStatCmdlet<LivePlayStat>
{
    /// <summary>Only streams that are played from this domain.</summary>
    [Parameter]
    [Alias("PullDomain")]
    [ValidateNotNullOrEmpty]
    public string? PlayDomain { get; set; }

    internal override LvbOperation<LiveStatPage<LivePlayStat>> Query(StreamKey? stream, PageRequest page) =>
        Backend.GetLivePlayStat(new LiveStatQuery { StreamId = stream?.Id, PlayDomain = PlayDomain }, page);
}
