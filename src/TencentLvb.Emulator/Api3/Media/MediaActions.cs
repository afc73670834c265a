namespace TencentLvb.Emulator;

/// <summary>Lists the actions of the product vod.</summary>
internal static class MediaActions
{
    public static IEnumerable<Api3Action> All { get; } =
    [
        new("vod", "SearchMedia", MediaSearch.Answer)
        {
            Optional = MediaFilter.Modelled + " Filters Sort Offset Limit SubAppId " + MediaFilter.NotModelled, Region = RegionUse.Optional,
        },
    ];
}
