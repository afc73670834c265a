namespace TencentLvb.Emulator;

/// <summary>Lists the actions on the state of streams and on bans.</summary>
internal static class ChannelActions
{
    private const string Name = "AppName DomainName StreamName";
    private const string PublishedOptional = "AppName StreamName PageNum PageSize";

    public static IEnumerable<Api3Action> All { get; } =
    [
        new("live", "DescribeLiveStreamState", StreamStateApi.Answer) { Required = Name, Frequency = (null, 300) },
        new("live", "DescribeLiveStreamOnlineList", OnlineList.Answer)
        {
            Optional = "DomainName AppName PageNum PageSize StreamName", Frequency = (80, 100),
        },
        new("live", "DescribeLiveForbidStreamList", ForbidList.Answer)
        {
            Optional = "PageNum PageSize StreamName", Site = LvbSite.International,
        },
        new("live", "DescribeLiveStreamPublishedList", PublishedStreams.Published)
        {
            Required = "DomainName StartTime EndTime", Optional = PublishedOptional,
        },
        new("live", "DescribeLiveStreamEventList", PublishedStreams.Events)
        {
            Required = "StartTime EndTime", Optional = PublishedOptional + " DomainName IsFilter IsStrict IsAsc", Frequency = (null, 300),
        },
        new("live", "DropLiveStream", StreamControl.Drop) { Required = Name, Frequency = (100, null) },
        new("live", "ForbidLiveStream", StreamControl.Forbid) { Required = Name, Optional = "ResumeTime Reason", Frequency = (null, 200) },
        new("live", "ResumeLiveStream", StreamControl.Resume) { Required = Name },
    ];
}
