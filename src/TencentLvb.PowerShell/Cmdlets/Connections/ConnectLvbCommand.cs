using System.Globalization;
using System.Management.Automation;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Connects this session to an LVB account. The secret is read now, so that a missing or locked one shows at once; nothing is
/// sent: <c>Test-LvbConnection</c> tells whether the account answers.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Lvb", DefaultParameterSetName = SecretSet)]
[OutputType(typeof(LvbConnection))]
public sealed class ConnectLvbCommand : LvbCmdlet
{
    private const string SecretSet = "Secret";
    private const string KeySet = "Key";
    private const string CredentialSet = "Credential";
    private const string ProfileSet = "Profile";
    private const string EmulatorSet = "Emulator";

    /// <summary>The account's APPID, as the console shows it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = KeySet)]
    [ValidateRange(1, long.MaxValue)]
    public long AppId { get; set; }

    /// <summary>
    /// The name of the secret that holds the account's API authentication key: a SecureString, a string, a PSCredential (its
    /// password) or a hashtable with Key. Read with SecretManagement's <c>Get-Secret</c>, and once more when the service refuses the key.
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

    /// <summary>The account's API authentication key. It is kept in this session alone, encrypted where the platform can.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>APPID as user name and API authentication key as password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// A profile that <c>Set-LvbProfile</c> made: where the key's secret is, and all settings. What else is given here goes before it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>A local emulator, from <c>Start-LvbEmulator</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EmulatorSet)]
    [ValidateNotNull]
    public LvbEmulator? Emulator { get; set; }

    /// <summary>
    /// The name of the secret with the key of the notifications, when that differs from the API key. Read on first use, from
    /// <c>-Vault</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? CallbackSecretName { get; set; }

    /// <summary>The address of the business interfaces. Default <c>http://fcgi.video.qcloud.com/common_access</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The address of the statistics interfaces. Default <c>http://statcgi.video.qcloud.com/common_access</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? StatEndpoint { get; set; }

    /// <summary>How long a request stays valid after it is signed. Default 60 s.</summary>
    [Parameter]
    [DurationArgument]
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
        _ => ProfileName ?? (object?)AppId,
    };

    private LvbConnection Open()
    {
        // Before the vault is asked: a wrong argument needs no password.
        var settings = Settings();
        var key = GivenKey() ?? (settings.SecretName is { } secret
            ? ReadSecret(secret, settings.Vault)
            : throw LvbErrors.InvalidArgument(
                $"The profile '{settings.ProfileName}' names no secret to read the key from.",
                $"Give one: Connect-Lvb -ProfileName {CommandText.Quote(settings.ProfileName!)} -SecretName <name>, or -Key; Set-LvbProfile -SecretName keeps it."));
        return key.Length > 0
            ? new LvbConnection(settings, key) { KeyNote = KeyNote }
            : throw LvbErrors.InvalidArgument("The key is empty.", "Give the account's API authentication key, as the console shows it.");
    }

    private SecureString? GivenKey() => ParameterSetName switch
    {
        CredentialSet => Cleaned(Credential!.Password, "The password of -Credential"),
        EmulatorSet => Emulator!.Key,
        _ => Cleaned(Key, "-Key"),
    };

    private SecureString? Cleaned(SecureString? key, string source) => key is { Length: > 0 } ? CleanKey(key, source) : key;

    private LvbConnectionSettings Settings()
    {
        var settings = ProfileName is null
            ? new LvbConnectionSettings
            {
                AppId = ParameterSetName switch
                {
                    CredentialSet => AppIdOf(Credential!),
                    EmulatorSet => Emulator!.AppId,
                    _ => AppId,
                },
            }
            : ProfileChoice.Named(this, ProfileName).Settings;
        if (Emulator is not null)
        {
            settings = settings with { Endpoint = Emulator.Uri, StatEndpoint = Emulator.Uri };
        }

        if (Key is not null)
        {
            if (SecretName is not null || Vault is not null)
            {
                throw LvbErrors.InvalidArgument("-Key is given beside -SecretName or -Vault.", "Give one source of the key: -Key, or -SecretName with or without -Vault.");
            }

            settings = settings with { SecretName = null, Vault = null };
        }

        return settings with
        {
            SecretName = SecretName ?? settings.SecretName,
            Vault = SecretName is null ? Vault ?? settings.Vault : Vault,
            CallbackSecretName = CallbackSecretName ?? settings.CallbackSecretName,
            Endpoint = ConnectionLimits.CheckAddress(nameof(Endpoint), Endpoint) ?? settings.Endpoint,
            StatEndpoint = ConnectionLimits.CheckAddress(nameof(StatEndpoint), StatEndpoint) ?? settings.StatEndpoint,
            Validity = ConnectionLimits.CheckValidity(Validity ?? settings.Validity),
            TimeoutSec = TimeoutSec ?? settings.TimeoutSec,
            MaximumRetryCount = MaximumRetryCount ?? settings.MaximumRetryCount,
            MaximumRequestsPerSecond = MaximumRequestsPerSecond ?? settings.MaximumRequestsPerSecond,
        };
    }

    private static long AppIdOf(PSCredential credential) =>
        long.TryParse(credential.UserName, NumberStyles.None, CultureInfo.InvariantCulture, out var appId) && appId > 0
            ? appId
            : throw LvbErrors.InvalidArgument(
                $"The credential's user name '{credential.UserName}' is no APPID.",
                "Use the account's APPID (a whole number) as user name and its API authentication key as password.");
}
