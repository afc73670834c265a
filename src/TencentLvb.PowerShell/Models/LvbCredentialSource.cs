namespace TencentLvb;

/// <summary>Specifies the source of the SecretId and SecretKey of API 3.0 if they are not passed to <c>Connect-Lvb</c>.</summary>
public enum LvbCredentialSource
{
    /// <summary>
    /// The variables <c>TENCENTCLOUD_SECRET_ID</c>, <c>TENCENTCLOUD_SECRET_KEY</c> and <c>TENCENTCLOUD_TOKEN</c>, or
    /// <c>TENCENTCLOUD_SECRETID</c>, <c>TENCENTCLOUD_SECRETKEY</c> and <c>TENCENTCLOUD_SESSIONTOKEN</c>, which cloud functions set.
    /// </summary>
    Environment,

    /// <summary>
    /// The file of Tencent Cloud's SDKs: <c>~/.tencentcloud/credentials</c>, otherwise <c>/etc/tencentcloud/credentials</c>.
    /// </summary>
    File,

    /// <summary>The file of Tencent Cloud's command-line tool: <c>~/.tccli/&lt;profile&gt;.credential</c>.</summary>
    Tccli,

    /// <summary>The role of the CVM instance on which PowerShell runs. Its keys are renewed before they expire.</summary>
    CvmRole,

    /// <summary>The role of the TKE pod in which PowerShell runs. Its keys are renewed before they expire.</summary>
    TkeRole,

    /// <summary>
    /// The first source that has keys, in the order of Tencent Cloud's SDKs: Environment, File, CvmRole, TkeRole; then Tccli.
    /// </summary>
    Auto,
}
