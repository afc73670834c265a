using System.Collections;
using System.Security;

namespace TencentLvb;

/// <summary>
/// An account and how to reach it, made by <c>Connect-Lvb</c>. Never shows a key. May be used by several threads at once
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

    /// <summary>A connection to another service than those that <see cref="BackendFactory"/> makes.</summary>
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

    /// <summary>Stands for a connection that came through serialisation: it shows values, but has no key.</summary>
    internal static LvbConnection Serialized { get; } = new();

    internal LvbConnectionSettings Settings { get; }

    /// <summary>The service that the connection uses.</summary>
    public LvbApi Api => Settings.Api;

    /// <summary>The account's APPID; null on API 3.0.</summary>
    public long? AppId => Settings.AppId;

    /// <summary>The SecretId that requests are signed with, as far as it is known; null on API 2.0.</summary>
    public string? SecretId => Api3Keys?.Held?.SecretId ?? Settings.SecretId ?? Api3Keys?.Provider.Current?.SecretId;

    /// <summary>The name of the secret that holds the key; null when the key was given itself, or comes from elsewhere.</summary>
    public string? SecretName => Settings.SecretName;

    /// <summary>
    /// The vault of <see cref="SecretName"/>: the one named, or the one that the key was found in; null while that is not known.
    /// </summary>
    public string? Vault => KeyVault ?? Settings.Vault;

    /// <summary>Where the SecretId and SecretKey are looked for; null when they were given, are in a secret, or on API 2.0.</summary>
    public LvbCredentialSource? CredentialSource => Settings.CredentialSource;

    /// <summary>The profile of tccli whose keys are used; null for the one that tccli itself would use.</summary>
    public string? TccliProfile => Settings.TccliProfile;

    /// <summary>The role that is assumed with the keys; null for none.</summary>
    public string? RoleArn => Settings.RoleArn ?? Api3Keys?.Provider.Current?.RoleArn;

    /// <summary>The name of the secret that holds the key of the notifications, when that is another one.</summary>
    public string? CallbackSecretName => Settings.CallbackSecretName;

    /// <summary>The address of the service: on API 2.0 of the business interfaces, on API 3.0 of live.</summary>
    public Uri Endpoint => Settings.UsedEndpoint;

    /// <summary>The address of the statistics interfaces; null on API 3.0.</summary>
    public Uri? StatEndpoint => Settings.UsedStatEndpoint;

    /// <summary>How long a request stays valid after it is signed; null on API 3.0, which allows five minutes.</summary>
    public TimeSpan? Validity => Settings.UsedValidity;

    /// <summary>How long one attempt may take, in seconds.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    /// <summary>Attempts after the first.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>Requests per second at most; null for no limit.</summary>
    public int? MaximumRequestsPerSecond => Settings.MaximumRequestsPerSecond;

    /// <summary>The site that holds the account; null on API 2.0.</summary>
    public LvbSite? Site => Settings.UsedSite;

    /// <summary>The region that recording tasks run in; null on API 2.0.</summary>
    public string? Region => Settings.UsedRegion;

    /// <summary>The push domain of streams that none is given for; null to find each stream's own.</summary>
    public string? PushDomain => Settings.PushDomain;

    /// <summary>The path of streams that none is given for; null to find each stream's own.</summary>
    public string? AppName => Settings.AppName;

    /// <summary>The play domain where none is given; null for all.</summary>
    public string? PlayDomain => Settings.PlayDomain;

    /// <summary>The VOD application that holds the recorded files; null for the main one.</summary>
    public long? VodSubAppId => Settings.VodSubAppId;

    /// <summary>Which recording template records in which format; null for none.</summary>
    public Hashtable? RecordTemplate => Settings.RecordTemplate?.ToHashtable();

    /// <summary>The profile that this connection came from; null when it came from none.</summary>
    public string? ProfileName => Settings.ProfileName;

    /// <inheritdoc/>
    public override string ToString() => Api == LvbApi.V3
        ? "LVB account of " + (SecretId ?? CredentialSource?.ToString() ?? "SecretId unknown")
        : FormattableString.Invariant($"LVB account {AppId}");
}
