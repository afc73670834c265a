using System.Collections;
using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Connects this session to an account of Tencent Cloud live streaming: by API 2.0 with an APPID and its API authentication key, or by API
/// 3.0 with a SecretId and its SecretKey. Keys are read now, so that missing ones show at once; nothing else is sent:
/// <c>Test-LvbConnection</c> tells whether the account answers.
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
    /// The name of the secret that holds the key: a SecureString, a string, a PSCredential (its password) or a hashtable with Key (API 3.0:
    /// SecretKey, and SecretId and Token where it has them). Without -AppId and -SecretId the secret has to say whose key it holds. Read
    /// with SecretManagement's <c>Get-Secret</c>, and once more when the service refuses the key.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; without it all registered vaults are asked.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>
    /// The account's API authentication key (API 2.0). It is kept in this session alone, encrypted where the platform can.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>The SecretKey (API 3.0). It is kept in this session alone, encrypted where the platform can.</summary>
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
    /// The key as password, and as user name whose it is: digits are an APPID (API 2.0), anything else is a SecretId (API 3.0).
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Where SecretId and SecretKey are looked for (API 3.0): as Tencent Cloud's SDKs and its command-line tool find them.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SourceSet)]
    public LvbCredentialSource CredentialSource { get; set; }

    /// <summary>
    /// The profile of tccli whose keys are used. Default: the one that <c>$env:TCCLI_PROFILE</c> names, else <c>default</c>.
    /// </summary>
    [Parameter(ParameterSetName = SourceSet)]
    [ValidateNotNullOrEmpty]
    public string? TccliProfile { get; set; }

    /// <summary>
    /// A profile that <c>Set-LvbProfile</c> made: where the key is, and all settings. What else is given here goes before it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>A local emulator, from <c>Start-LvbEmulator</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EmulatorSet)]
    [ValidateNotNull]
    public LvbEmulator? Emulator { get; set; }

    /// <summary>Which of the emulator's two services is used: V2 (default) or V3. Everywhere else the keys decide.</summary>
    [Parameter(ParameterSetName = EmulatorSet)]
    public LvbApi Api { get; set; }

    /// <summary>
    /// A role to assume with the keys (API 3.0), for example <c>qcs::cam::uin/100000000001:roleName/live-operations</c>. Renewed before it
    /// ends.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RoleArn { get; set; }

    /// <summary>
    /// The name of the secret with the key of the notifications, when that differs from the API key. Read on first use, from <c>-Vault</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? CallbackSecretName { get; set; }

    /// <summary>
    /// The address of the service. API 2.0: the business interfaces, by default <c>http://fcgi.video.qcloud.com/common_access</c>. API 3.0:
    /// all products, https; by default each product's own on the account's site, for example <c>https://live.tencentcloudapi.com</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The address of the statistics interfaces (API 2.0). Default <c>http://statcgi.video.qcloud.com/common_access</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? StatEndpoint { get; set; }

    /// <summary>How long a request stays valid after it is signed (API 2.0), at most 366 days. Default 60 s.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Validity { get; set; }

    /// <summary>How long one attempt may take, in seconds. Default 10. Calls that are sent at most once get at least 5.</summary>
    [Parameter]
    [ValidateRange(1, ConnectionLimits.TimeoutSec)]
    public int? TimeoutSec { get; set; }

    /// <summary>Attempts after the first. Default 3.</summary>
    [Parameter]
    [ValidateRange(0, ConnectionLimits.RetryCount)]
    public int? MaximumRetryCount { get; set; }

    /// <summary>Requests per second at most. Default: no limit.</summary>
    [Parameter]
    [ValidateRange(1, ConnectionLimits.RequestsPerSecond)]
    public int? MaximumRequestsPerSecond { get; set; }

    /// <summary>The site that holds the account (API 3.0). Default China.</summary>
    [Parameter]
    public LvbSite? Site { get; set; }

    /// <summary>The region that recording tasks run in (API 3.0). Default <c>ap-guangzhou</c>, the only one on the China site.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>
    /// The push domain of streams that none is given for. It comes before the list of live streams: leave it out where the account has
    /// several push domains, and each stream's own is found.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PushDomain { get; set; }

    /// <summary>
    /// The path of streams that none is given for. Without it each stream's own is found, and <c>live</c> is used at last.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AppName { get; set; }

    /// <summary>The play domain where none is given. It narrows no list.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PlayDomain { get; set; }

    /// <summary>The VOD application that holds the recorded files (API 3.0). Accounts that took VOD from 2023-12-25 on need it.</summary>
    [Parameter]
    public long? VodSubAppId { get; set; }

    /// <summary>Which recording template records in which format (API 3.0), for example <c>@{ mp4 = 1000; hls = 1001 }</c>.</summary>
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

    // Which account was meant. Not all that was given: keys, and addresses with a password in them, stay out of error records.
    private protected override object? ErrorTarget(LvbException error) => ParameterSetName switch
    {
        CredentialSet => Credential!.UserName,
        EmulatorSet => Emulator,
        SourceSet => CredentialSource,
        _ => ProfileName ?? SecretId ?? (AppId > 0 ? AppId : (object?)SecretName),
    };
}
