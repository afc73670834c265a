namespace TencentLvb.Emulator;

/// <summary>Lists the actions on push and playback figures.</summary>
internal static class StatisticsActions
{
    public static IEnumerable<Api3Action> All { get; } =
    [
        new("live", "DescribeLiveStreamPushInfoList", PushFigures.Now)
        {
            Optional = "PushDomain AppName PageNum PageSize", Frequency = (30, 500),
        },
        new("live", "DescribeStreamPushInfoList", PushFigures.History)
        {
            Required = "StreamName StartTime EndTime", Optional = "PushDomain AppName", Frequency = (40, 40),
        },
        new("live", "DescribeStreamPlayInfoList", PlayFigures.History)
        {
            Required = "StartTime EndTime", Optional = "PlayDomain StreamName AppName ServiceName", Frequency = (30, 500),
        },
        new("live", "DescribeAllStreamPlayInfoList", PlayFigures.AllStreams)
        {
            Required = "QueryTime", Optional = "PlayDomains", Frequency = (null, 20),
        },
        new("live", "DescribeLiveDomainPlayInfoList", PlayTotals.Domains) { Optional = "PlayDomains", Site = LvbSite.China },
        new("live", "DescribeStreamDayPlayInfoList", PlayTotals.Day)
        {
            Required = "DayTime", Optional = "PlayDomain PageNum PageSize MainlandOrOversea ServiceName",
        },
        new("live", "DescribeBillBandwidthAndFluxList", BillingFigures.Answer)
        {
            Required = "StartTime EndTime", Optional = "PlayDomains MainlandOrOversea Granularity ServiceName RegionNames",
        },
    ];
}
