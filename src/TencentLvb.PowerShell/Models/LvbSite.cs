namespace TencentLvb;

/// <summary>The Tencent Cloud site that holds an account. API 3.0 differs between the sites in page sizes and in the actions it
/// offers.</summary>
public enum LvbSite
{
    /// <summary>The China site, cloud.tencent.com.</summary>
    China,

    /// <summary>The International site, tencentcloud.com.</summary>
    International,
}
