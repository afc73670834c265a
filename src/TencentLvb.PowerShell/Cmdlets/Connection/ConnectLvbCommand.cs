using System;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using System.Threading;
using TencentLvb.Client;
using TencentLvb.Connections;

namespace TencentLvb;

/// <summary>
/// Connects this session to an LVB account. The secret is read now, so that a missing or locked one shows at once; nothing is
/// sent: <c>Test-LvbConnection</c> tells whether the account answers.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Lvb", DefaultParameterSetName = SecretSet)]
[OutputType(typeof(LvbConnection))]
public sealed class ConnectLvbCommand : PSCmdlet, IDisposable
{
    private const string SecretSet = "Secret";
    private const string KeySet = "Key";
    private const string CredentialSet = "Credential";
    private const string EmulatorSet = "Emulator";

    private readonly CancellationTokenSource _stop = new();

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
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; without it all registered vaults are asked.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The account's API authentication key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>APPID as user name and API authentication key as password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>A local emulator, from <c>Start-LvbEmulator</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EmulatorSet)]
    [ValidateNotNull]
    public LvbEmulator? Emulator { get; set; }

    /// <summary>The name of the secret with the key of the notifications, when that differs from the API key. Read on first use, from <c>-Vault</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
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
    public TimeSpan Validity { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one attempt may take, in seconds. Default 10. Calls that are sent at most once get at least 5.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>Attempts after the first. Default 3.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>Requests per second at most. Default: no limit.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int? MaximumRequestsPerSecond { get; set; }

    /// <summary>Emits the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var connection = Open();
            CurrentConnection.Value = connection;
            if (PassThru)
            {
                WriteObject(connection);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (LvbException error)
        {
            ThrowTerminatingError(Cmdlets.ErrorRecords.From(error, error.ErrorId == LvbErrors.InvalidArgumentId ? MyInvocation.BoundParameters : null));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A stop may come after the end.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private LvbConnection Open()
    {
        // Before the vault is asked: a wrong argument needs no password.
        var settings = Settings();
        var key = ParameterSetName switch
        {
            SecretSet => SecretReader.Read(this, SecretName!, Vault, _stop.Token),
            CredentialSet => Credential!.Password,
            EmulatorSet => Emulator!.Key,
            _ => Key!,
        };
        if (key.Length == 0)
        {
            throw LvbErrors.InvalidArgument("The key is empty.", "Give the account's API authentication key, as the console shows it.");
        }

        return new LvbConnection(settings, key);
    }

    private LvbConnectionSettings Settings()
    {
        if (Validity <= TimeSpan.Zero)
        {
            throw LvbErrors.InvalidArgument($"-Validity {Validity} is not positive.", "Give a duration above zero, as 60s or 5m.");
        }

        return new LvbConnectionSettings
        {
            AppId = ParameterSetName switch
            {
                CredentialSet => AppIdOf(Credential!),
                EmulatorSet => Emulator!.AppId,
                _ => AppId,
            },
            SecretName = SecretName,
            Vault = Vault,
            CallbackSecretName = CallbackSecretName,
            Endpoint = Address(nameof(Endpoint), Endpoint) ?? Emulator?.Uri ?? LvbClientSettings.DefaultEndpoint,
            StatEndpoint = Address(nameof(StatEndpoint), StatEndpoint) ?? Emulator?.Uri ?? LvbClientSettings.DefaultStatEndpoint,
            Validity = Validity,
            TimeoutSec = TimeoutSec,
            MaximumRetryCount = MaximumRetryCount,
            MaximumRequestsPerSecond = MaximumRequestsPerSecond,
        };
    }

    private static long AppIdOf(PSCredential credential) =>
        long.TryParse(credential.UserName, NumberStyles.None, CultureInfo.InvariantCulture, out var appId) && appId > 0
            ? appId
            : throw LvbErrors.InvalidArgument(
                $"The credential's user name '{credential.UserName}' is no APPID.",
                "Use the account's APPID (a whole number) as user name and its API authentication key as password.");

    private static Uri? Address(string parameter, Uri? address)
    {
        if (address is null || (address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.Query.Length == 0))
        {
            return address;
        }

        throw LvbErrors.InvalidArgument(
            $"-{parameter} '{address}' is no address of the service.",
            "Give an absolute http or https address without a query, as http://fcgi.video.qcloud.com/common_access.");
    }
}
