using System.Collections;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Creates a profile, or changes the specified settings of an existing one. <c>$null</c> removes a setting, so that the default of
/// <c>Connect-Lvb</c> applies. A profile never contains a key: specify the secret or the source that holds it. A connection or another
/// profile can be piped in: <c>Get-LvbConnection | Set-LvbProfile -Name production</c>.
/// </summary>
[Cmdlet(VerbsCommon.Set, "LvbProfile", SupportsShouldProcess = true)]
[OutputType(typeof(LvbProfile))]
public sealed class SetLvbProfileCommand : LvbProfileCmdlet
{
    private readonly HashSet<string> _typed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the profile, not case-sensitive.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The account's APPID, as the console shows it (API 2.0).</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public long? AppId { get; set; }

    /// <summary>The account's SecretId (API 3.0).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? SecretId { get; set; }

    /// <summary>
    /// The name of the secret that holds the key. Specified without an account, it must be a secret that also contains the account.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret. Default: all registered vaults are searched.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>The source of the SecretId and SecretKey (API 3.0), instead of a secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public LvbCredentialSource? CredentialSource { get; set; }

    /// <summary>The tccli profile whose keys are used (API 3.0).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? TccliProfile { get; set; }

    /// <summary>The role that is assumed with the keys (API 3.0).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? RoleArn { get; set; }

    /// <summary>The name of the secret that holds the key of the notifications, if it differs from the API key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? CallbackSecretName { get; set; }

    /// <summary>The address of the service: the business interfaces on API 2.0, all products on API 3.0.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The address of the statistics interfaces (API 2.0).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public Uri? StatEndpoint { get; set; }

    /// <summary>The time for which a request is valid after it is signed (API 2.0), at most 366 days.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [DurationOrNullArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Validity { get; set; }

    /// <summary>The time limit of one attempt, in seconds.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, ConnectionLimits.TimeoutSec)]
    public int TimeoutSec { get; set; }

    /// <summary>The number of retries after the first attempt.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, ConnectionLimits.RetryCount)]
    public int MaximumRetryCount { get; set; }

    /// <summary>The maximum number of requests per second.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public int? MaximumRequestsPerSecond { get; set; }

    /// <summary>The site that holds the account (API 3.0).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public LvbSite? Site { get; set; }

    /// <summary>The region in which recording tasks run (API 3.0).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? Region { get; set; }

    /// <summary>The push domain of streams for which none is specified.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? PushDomain { get; set; }

    /// <summary>The path of streams for which none is specified.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    /// <summary>The default play domain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? PlayDomain { get; set; }

    /// <summary>The VOD application that holds the recorded files (API 3.0).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public long? VodSubAppId { get; set; }

    /// <summary>The recording template for each format (API 3.0), for example <c>@{ mp4 = 1000; hls = 1001 }</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public Hashtable? RecordTemplate { get; set; }

    /// <summary>
    /// Uses this profile if there is no connection and <c>$env:LVB_PROFILE</c> is not set; <c>-Default:$false</c> turns this off.
    /// </summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => _typed.UnionWith(MyInvocation.BoundParameters.Keys);

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = File;
        var change = Change();

        // Tried on a copy first: an invalid change requires no confirmation.
        _ = CheckName(Name);
        file.Read().Change(Name, profile => change.Apply(Name, profile, _typed.Contains));
        if (!ShouldProcess(Name, "Set the profile in " + file.Path))
        {
            return;
        }

        LvbProfile? result = null;
        file.Update(
            document =>
            {
                document.Change(Name, profile => change.Apply(Name, profile, _typed.Contains));
                ApplyDefault(document);
                result = document.Find(Name);
            },
            StopToken);
        WriteObject(result);
    }

    private ProfileChange Change()
    {
        var change = new ProfileChange();
        Note(nameof(AppId), ConnectionLimits.CheckAppId(AppId));
        Note(nameof(SecretId), string.IsNullOrEmpty(SecretId) ? null : CleanSecretId(SecretId!, "-SecretId"));
        Note(nameof(SecretName), SecretName);
        Note(nameof(Vault), Vault);
        Note(nameof(CredentialSource), ConnectionLimits.CheckWord(nameof(CredentialSource), CredentialSource));
        Note(nameof(TccliProfile), TccliProfile);
        Note(nameof(RoleArn), ConnectionLimits.CheckRole(NullIfEmpty(RoleArn)));
        Note(nameof(CallbackSecretName), CallbackSecretName);
        Note(nameof(Endpoint), ConnectionLimits.CheckAddress(nameof(Endpoint), Endpoint));
        Note(nameof(StatEndpoint), ConnectionLimits.CheckAddress(nameof(StatEndpoint), StatEndpoint));
        Note(nameof(Validity), Validity is { } validity ? ConnectionLimits.CheckValidity(validity) : null);
        Note(nameof(TimeoutSec), TimeoutSec);
        Note(nameof(MaximumRetryCount), MaximumRetryCount);
        Note(nameof(MaximumRequestsPerSecond), CheckedRate());
        Note(nameof(Site), ConnectionLimits.CheckWord(nameof(Site), Site));
        Note(nameof(Region), ConnectionLimits.CheckRegion(NullIfEmpty(Region)));
        Note(nameof(PushDomain), ConnectionLimits.CheckDomain(nameof(PushDomain), NullIfEmpty(PushDomain)));
        Note(nameof(AppName), ConnectionLimits.CheckAppName(NullIfEmpty(AppName)));
        Note(nameof(PlayDomain), ConnectionLimits.CheckDomain(nameof(PlayDomain), NullIfEmpty(PlayDomain)));
        Note(nameof(VodSubAppId), ConnectionLimits.CheckSubAppId(VodSubAppId));
        Note(nameof(RecordTemplate), ConnectionLimits.CheckTemplates(RecordTemplate));
        return change;

        void Note(string parameter, object? value)
        {
            if (MyInvocation.BoundParameters.ContainsKey(parameter))
            {
                change.Set(parameter, value);
            }
        }
    }

    private int? CheckedRate() => MaximumRequestsPerSecond is < 1 or > ConnectionLimits.RequestsPerSecond
        ? throw LvbErrors.InvalidArgument(
            $"-MaximumRequestsPerSecond {MaximumRequestsPerSecond} is out of range.",
            $"Specify a whole number from 1 to {ConnectionLimits.RequestsPerSecond}, or $null for no limit.")
        : MaximumRequestsPerSecond;

    private void ApplyDefault(ProfileDocument document)
    {
        if (Default)
        {
            document.MakeDefault(Name);
        }
        else if (MyInvocation.BoundParameters.ContainsKey(nameof(Default)) && document.Find(Name) is { IsDefault: true })
        {
            document.DropDefault();
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
