namespace TencentLvb.Emulator;

/// <summary>Lists the regions that support recording tasks, by site.</summary>
internal static class Regions
{
    private static readonly string[] China = ["ap-guangzhou"];

    private static readonly string[] International =
    [
        "ap-bangkok", "ap-guangzhou", "ap-hongkong", "ap-jakarta", "ap-mumbai", "ap-seoul", "ap-singapore", "ap-tokyo",
        "eu-frankfurt", "na-ashburn", "na-siliconvalley", "na-toronto", "sa-saopaulo",
    ];

    public static void Check(RegionUse use, string? region, LvbSite site, bool strict)
    {
        if (use == RegionUse.Required)
        {
            if (string.IsNullOrEmpty(region))
            {
                throw CommonErrors.Missing("Region");
            }

            if (!(site == LvbSite.China ? China : International).Contains(region, StringComparer.Ordinal))
            {
                throw new Api3Error("UnsupportedRegion", $"The action does not support the region `{region}`.");
            }
        }
        else if (use == RegionUse.None && strict && !string.IsNullOrEmpty(region))
        {
            throw CommonErrors.Invalid("Region", "the action does not accept a region");
        }
    }
}
