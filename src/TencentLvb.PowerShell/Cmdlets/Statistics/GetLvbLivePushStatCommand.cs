using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the current push of live streams: its source, bitrate and frame rate (LVB: Get_LivePushStat). A stream that is not live returns
/// no object and no error. The service updates the figures every 5 s.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePushStat", SupportsPaging = true)]
[OutputType(typeof(LivePushStat), typeof(LiveStatSummary))]
public sealed class GetLvbLivePushStatCommand : LvbLiveStatCmdlet<LivePushStat>
{
    /// <summary>Only streams that are pushed to this domain. Objects from the pipeline supply it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>Only streams that are pushed to this path, usually <c>live</c> (API 3.0; API 2.0 does not filter by it).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    internal override bool HasPlayback => false;

    internal override StreamKey Key(string id) => StreamInput.Key(id, PushDomain, AppName);

    internal override LvbOperation<LiveStatPage<LivePushStat>> Query(StreamKey? stream, PageRequest page) =>
        Backend.GetLivePushStat(new LiveStatQuery { StreamId = stream?.Id, PushDomain = Place(stream).PushDomain,
            AppName = Place(stream).AppName }, page);

    // Queries of the whole account use the parameters; queries of a stream use the values of its input object.
    private StreamKey Place(StreamKey? stream) => stream ?? Key("");
}
