namespace TencentLvb;

/// <summary>
/// Specifies the Tencent Cloud site that holds an account. The sites differ in the page sizes and the actions of API 3.0.
/// </summary>
public enum LvbSite
{
    /// <summary>The China site, cloud.tencent.com.</summary>
    China,

    /// <summary>The international site, tencentcloud.com.</summary>
    International,
}
