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
    /// <summary>Only streams that are pushed to this domain. Objects that are piped in bring it along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>Only streams that are pushed to this path, usually <c>live</c> (API 3.0; API 2.0 does not filter by it).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    internal override bool TellsPlayback => false;

    internal override StreamKey Key(string id) => StreamInput.Key(id, PushDomain, AppName);

    internal override LvbOperation<LiveStatPage<LivePushStat>> Query(StreamKey? stream, PageRequest page) =>
        Backend.GetLivePushStat(new LiveStatQuery { StreamId = stream?.Id, PushDomain = Place(stream).PushDomain,
            AppName = Place(stream).AppName }, page);

    // The whole account is asked about with what was given for it; each stream with what came with it.
    private StreamKey Place(StreamKey? stream) => stream ?? Key("");
}
