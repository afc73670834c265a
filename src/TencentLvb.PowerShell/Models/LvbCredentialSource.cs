namespace TencentLvb;

/// <summary>Where the SecretId and SecretKey of API 3.0 come from when <c>Connect-Lvb</c> is not given them.</summary>
public enum LvbCredentialSource
{
    /// <summary>
    /// The variables <c>TENCENTCLOUD_SECRET_ID</c>, <c>TENCENTCLOUD_SECRET_KEY</c> and <c>TENCENTCLOUD_TOKEN</c>, or
    /// <c>TENCENTCLOUD_SECRETID</c>, <c>TENCENTCLOUD_SECRETKEY</c> and <c>TENCENTCLOUD_SESSIONTOKEN</c>, which cloud functions set.
    /// </summary>
    Environment,

    /// <summary>The file of Tencent Cloud's SDKs: <c>~/.tencentcloud/credentials</c>, else <c>/etc/tencentcloud/credentials</c>.</summary>
    File,

    /// <summary>The file of Tencent Cloud's command-line tool: <c>~/.tccli/&lt;profile&gt;.credential</c>.</summary>
    Tccli,

    /// <summary>The role of the CVM instance that PowerShell runs on. Renewed before it ends.</summary>
    CvmRole,

    /// <summary>The role of the TKE pod that PowerShell runs in. Renewed before it ends.</summary>
    TkeRole,

    /// <summary>The first of these that has keys, in the order of Tencent Cloud's SDKs: Environment, File, CvmRole, TkeRole; then
    /// Tccli.</summary>
    Auto,
}
