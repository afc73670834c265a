using System.Collections;
using System.Security;

namespace TencentLvb;

/// <summary>
/// Represents an account and how to reach it, as created by <c>Connect-Lvb</c>. It never shows a key. Several threads can use it at once
/// (<c>$using:</c> in <c>ForEach-Object -Parallel</c> and thread jobs).
/// </summary>
public sealed partial class LvbConnection
{
    internal LvbConnection(LvbConnectionSettings settings, SecureString? key, SecureString? callbackKey = null)
    {
        Settings = settings;
        _key = key?.Copy();
        _callbackKey = callbackKey?.Copy();
    }

    /// <summary>Creates a connection to a service that <see cref="BackendFactory"/> does not create.</summary>
    internal LvbConnection(LvbConnectionSettings settings, SecureString key, ILvbBackend backend)
        : this(settings, key) => _backend = backend;

    internal LvbConnection(LvbConnectionSettings settings, Api3Keys keys)
    {
        Settings = settings;
        Api3Keys = keys;
    }

    private LvbConnection()
    {
        Settings = new LvbConnectionSettings();
        _dead = true;
    }

    /// <summary>Gets an instance that represents a deserialized connection, which shows values but has no key.</summary>
    internal static LvbConnection Serialized { get; } = new();

    internal LvbConnectionSettings Settings { get; }

    /// <summary>The service that the connection uses.</summary>
    public LvbApi Api => Settings.Api;

    /// <summary>The account's APPID; null on API 3.0.</summary>
    public long? AppId => Settings.AppId;

    /// <summary>The SecretId with which requests are signed, if it is known; null on API 2.0.</summary>
    public string? SecretId => Api3Keys?.Held?.SecretId ?? Settings.SecretId ?? Api3Keys?.Provider.Current?.SecretId;

    /// <summary>The name of the secret that holds the key; null if the key was specified directly or comes from another source.</summary>
    public string? SecretName => Settings.SecretName;

    /// <summary>
    /// The vault of <see cref="SecretName"/>: the specified one, or the one in which the key was found; null until it is known.
    /// </summary>
    public string? Vault => KeyVault ?? Settings.Vault;

    /// <summary>The source of the SecretId and SecretKey; null if they were specified directly, are in a secret, or on API 2.0.</summary>
    public LvbCredentialSource? CredentialSource => Settings.CredentialSource;

    /// <summary>The tccli profile whose keys are used; null for the default profile of tccli.</summary>
    public string? TccliProfile => Settings.TccliProfile;

    /// <summary>The role that is assumed with the keys; null for none.</summary>
    public string? RoleArn => Settings.RoleArn ?? Api3Keys?.Provider.Current?.RoleArn;

    /// <summary>The name of the secret that holds the key of the notifications, if it differs from the API key.</summary>
    public string? CallbackSecretName => Settings.CallbackSecretName;

    /// <summary>The address of the service: the business interfaces on API 2.0, the product live on API 3.0.</summary>
    public Uri Endpoint => Settings.UsedEndpoint;

    /// <summary>The address of the statistics interfaces; null on API 3.0.</summary>
    public Uri? StatEndpoint => Settings.UsedStatEndpoint;

    /// <summary>The time for which a request is valid after it is signed; null on API 3.0, which fixes it at five minutes.</summary>
    public TimeSpan? Validity => Settings.UsedValidity;

    /// <summary>The time limit of one attempt, in seconds.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    /// <summary>The number of retries after the first attempt.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>The maximum number of requests per second; null for no limit.</summary>
    public int? MaximumRequestsPerSecond => Settings.MaximumRequestsPerSecond;

    /// <summary>The site that holds the account; null on API 2.0.</summary>
    public LvbSite? Site => Settings.UsedSite;

    /// <summary>The region in which recording tasks run; null on API 2.0.</summary>
    public string? Region => Settings.UsedRegion;

    /// <summary>The push domain of streams for which none is specified; null to look up the domain of each stream.</summary>
    public string? PushDomain => Settings.PushDomain;

    /// <summary>The path of streams for which none is specified; null to look up the path of each stream.</summary>
    public string? AppName => Settings.AppName;

    /// <summary>The default play domain; null for all.</summary>
    public string? PlayDomain => Settings.PlayDomain;

    /// <summary>The VOD application that holds the recorded files; null for the main one.</summary>
    public long? VodSubAppId => Settings.VodSubAppId;

    /// <summary>The recording template for each format; null for none.</summary>
    public Hashtable? RecordTemplate => Settings.RecordTemplate?.ToHashtable();

    /// <summary>The profile that the connection was created from; null if there was none.</summary>
    public string? ProfileName => Settings.ProfileName;

    /// <inheritdoc/>
    public override string ToString() => Api == LvbApi.V3
        ? "LVB account of " + (SecretId ?? CredentialSource?.ToString() ?? "SecretId unknown")
        : FormattableString.Invariant($"LVB account {AppId}");
}
