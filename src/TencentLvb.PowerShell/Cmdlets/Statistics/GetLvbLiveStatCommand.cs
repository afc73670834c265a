using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the current push and playback of live streams (LVB: Get_LiveStat). A stream that is not live returns no object and no error. The
/// service updates push figures every 5 s and playback figures every 60 s: more frequent queries return the same values.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLiveStat", SupportsPaging = true)]
[OutputType(typeof(LiveStat), typeof(LiveStatSummary))]
public sealed class GetLvbLiveStatCommand : LvbLiveStatCmdlet<LiveStat>
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

    /// <summary>Only streams that are played from this domain.</summary>
    [Parameter]
    [Alias("PullDomain")]
    [ValidateNotNullOrEmpty]
    public string? PlayDomain { get; set; }

    internal override StreamKey Key(string id) => StreamInput.Key(id, PushDomain, AppName);

    internal override LvbOperation<LiveStatPage<LiveStat>> Query(StreamKey? stream, PageRequest page) =>
        Backend.GetLiveStat(new LiveStatQuery { StreamId = stream?.Id, PushDomain = Place(stream).PushDomain,
            AppName = Place(stream).AppName, PlayDomain = PlayDomain }, page);

    // Queries of the whole account use the parameters; queries of a stream use the values of its input object.
    private StreamKey Place(StreamKey? stream) => stream ?? Key("");
}
