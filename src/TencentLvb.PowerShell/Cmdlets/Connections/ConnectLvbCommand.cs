using System.Collections;
using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Connects this session to an account of Tencent Cloud live streaming: with API 2.0 by an APPID and its API authentication key, or with
/// API 3.0 by a SecretId and its SecretKey. Keys are read immediately, so that missing keys are reported. Nothing else is sent: use
/// <c>Test-LvbConnection</c> to check whether the account responds.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Lvb", DefaultParameterSetName = SecretSet)]
[OutputType(typeof(LvbConnection))]
public sealed partial class ConnectLvbCommand : LvbCmdlet
{
    private const string SecretSet = "Secret";
    private const string KeySet = "Key";
    private const string SecretKeySet = "SecretKey";
    private const string CredentialSet = "Credential";
    private const string SourceSet = "Source";
    private const string ProfileSet = "Profile";
    private const string EmulatorSet = "Emulator";

    /// <summary>The account's APPID, as the console shows it (API 2.0).</summary>
    [Parameter(Position = 0, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = KeySet)]
    [ValidateRange(1, long.MaxValue)]
    public long AppId { get; set; }

    /// <summary>The SecretId of the account or of one of its users, as the console shows it (API 3.0).</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = SecretKeySet)]
    [ValidateNotNullOrEmpty]
    public string? SecretId { get; set; }

    /// <summary>
    /// The name of the secret that holds the key: a SecureString, a string, a PSCredential (its password) or a hashtable with Key (API
    /// 3.0: SecretKey, and optionally SecretId and Token). Without -AppId and -SecretId the secret must also contain the account. It is
    /// read with <c>Get-Secret</c> of SecretManagement, and again if the service refuses the key.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret. Default: all registered vaults are searched.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>
    /// The account's API authentication key (API 2.0). It is kept only in this session, encrypted if the platform supports it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>The SecretKey (API 3.0). It is kept only in this session, encrypted if the platform supports it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretKeySet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNull]
    public SecureString? SecretKey { get; set; }

    /// <summary>The token that belongs to temporary keys (API 3.0).</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = SecretKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNull]
    public SecureString? SessionToken { get; set; }

    /// <summary>
    /// The key as the password and the account as the user name: digits are an APPID (API 2.0), anything else is a SecretId (API 3.0).
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// The source of SecretId and SecretKey (API 3.0), searched in the same way as by Tencent Cloud's SDKs and command-line tool.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SourceSet)]
    public LvbCredentialSource CredentialSource { get; set; }

    /// <summary>
    /// The tccli profile whose keys are used. Default: the profile in <c>$env:TCCLI_PROFILE</c>, otherwise <c>default</c>.
    /// </summary>
    [Parameter(ParameterSetName = SourceSet)]
    [ValidateNotNullOrEmpty]
    public string? TccliProfile { get; set; }

    /// <summary>
    /// A profile that was created with <c>Set-LvbProfile</c>: the source of the key and all settings. Other parameters override it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>A local emulator, from <c>Start-LvbEmulator</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EmulatorSet)]
    [ValidateNotNull]
    public LvbEmulator? Emulator { get; set; }

    /// <summary>The emulated service to use: V2 (default) or V3. For other connections the keys determine the service.</summary>
    [Parameter(ParameterSetName = EmulatorSet)]
    public LvbApi Api { get; set; }

    /// <summary>
    /// A role to assume with the keys (API 3.0), for example <c>qcs::cam::uin/100000000001:roleName/live-operations</c>. Its keys are
    /// renewed before they expire.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RoleArn { get; set; }

    /// <summary>
    /// The name of the secret that holds the key of the notifications, if it differs from the API key. Read on first use, from
    /// <c>-Vault</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? CallbackSecretName { get; set; }

    /// <summary>
    /// The address of the service. API 2.0: the business interfaces, by default <c>http://fcgi.video.qcloud.com/common_access</c>. API
    /// 3.0: all products, https only; by default the address of each product on the account's site, for example
    /// <c>https://live.tencentcloudapi.com</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// The address of the statistics interfaces (API 2.0). Default: <c>http://statcgi.video.qcloud.com/common_access</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? StatEndpoint { get; set; }

    /// <summary>The time for which a request is valid after it is signed (API 2.0), at most 366 days. Default: 60 s.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Validity { get; set; }

    /// <summary>The time limit of one attempt, in seconds. Default: 10. Calls that are sent at most once have at least 5 seconds.</summary>
    [Parameter]
    [ValidateRange(1, ConnectionLimits.TimeoutSec)]
    public int? TimeoutSec { get; set; }

    /// <summary>The number of retries after the first attempt. Default: 3.</summary>
    [Parameter]
    [ValidateRange(0, ConnectionLimits.RetryCount)]
    public int? MaximumRetryCount { get; set; }

    /// <summary>The maximum number of requests per second. Default: no limit.</summary>
    [Parameter]
    [ValidateRange(1, ConnectionLimits.RequestsPerSecond)]
    public int? MaximumRequestsPerSecond { get; set; }

    /// <summary>The site that holds the account (API 3.0). Default: China.</summary>
    [Parameter]
    public LvbSite? Site { get; set; }

    /// <summary>
    /// The region in which recording tasks run (API 3.0). Default: <c>ap-guangzhou</c>, the only region of the China site.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>
    /// The push domain of streams for which none is specified. It takes precedence over the list of live streams. If the account has
    /// several push domains, omit it: the domain of each stream is then looked up.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PushDomain { get; set; }

    /// <summary>
    /// The path of streams for which none is specified. Without it, the path of each stream is looked up; if that fails, <c>live</c> is
    /// used.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AppName { get; set; }

    /// <summary>The default play domain. It does not filter lists.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PlayDomain { get; set; }

    /// <summary>
    /// The VOD application that holds the recorded files (API 3.0). Required for accounts that activated VOD on or after 2023-12-25.
    /// </summary>
    [Parameter]
    public long? VodSubAppId { get; set; }

    /// <summary>The recording template for each format (API 3.0), for example <c>@{ mp4 = 1000; hls = 1001 }</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? RecordTemplate { get; set; }

    /// <summary>Emits the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var connection = Open();
        if (CurrentConnection.Value?.Screenshots.Warning is { } warning)
        {
            WriteWarning(warning);
        }

        CurrentConnection.Value = connection;
        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    // The account that was specified. Not all arguments: keys, and addresses with a password, must not appear in error records.
    private protected override object? ErrorTarget(LvbException error) => ParameterSetName switch
    {
        CredentialSet => Credential!.UserName,
        EmulatorSet => Emulator,
        SourceSet => CredentialSource,
        _ => ProfileName ?? SecretId ?? (AppId > 0 ? AppId : (object?)SecretName),
    };
}
