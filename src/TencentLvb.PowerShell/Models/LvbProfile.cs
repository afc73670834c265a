using System.Collections;

namespace TencentLvb;

/// <summary>
/// Represents a named set of settings for <c>Connect-Lvb</c>, stored in a file of the user. A profile never contains a key: it specifies
/// the secret or the source of the key. Settings that are not set have the default values of <c>Connect-Lvb</c>.
/// </summary>
public sealed class LvbProfile
{
    internal LvbProfile(string name, bool isDefault, LvbApi? api, LvbConnectionSettings settings)
    {
        Name = name;
        IsDefault = isDefault;
        Api = api;
        Settings = settings;
    }

    /// <summary>The name of the profile, not case-sensitive.</summary>
    public string Name { get; }

    /// <summary>Indicates whether the profile is used if there is no connection and <c>$env:LVB_PROFILE</c> is not set.</summary>
    public bool IsDefault { get; }

    /// <summary>The service that the profile connects to; null if the secret determines it.</summary>
    public LvbApi? Api { get; }

    /// <summary>The account's APPID (API 2.0); null if the secret specifies it, and on API 3.0.</summary>
    public long? AppId => Settings.AppId;

    /// <summary>The account's SecretId (API 3.0); null if the secret or the source of the keys specifies it, and on API 2.0.</summary>
    public string? SecretId => Settings.SecretId;

    /// <summary>
    /// The name of the secret that holds the key; null if the key is passed to <c>Connect-Lvb</c> or comes from another source.
    /// </summary>
    public string? SecretName => Settings.SecretName;

    /// <summary>The vault of the secret; null to search all vaults.</summary>
    public string? Vault => Settings.Vault;

    /// <summary>The source of the SecretId and SecretKey (API 3.0); null if they are in a secret or passed to <c>Connect-Lvb</c>.</summary>
    public LvbCredentialSource? CredentialSource => Settings.CredentialSource;

    /// <summary>The tccli profile whose keys are used; null for the default profile of tccli.</summary>
    public string? TccliProfile => Settings.TccliProfile;

    /// <summary>The role that is assumed with the keys (API 3.0); null for none.</summary>
    public string? RoleArn => Settings.RoleArn;

    /// <summary>The name of the secret that holds the key of the notifications, if it differs from the API key.</summary>
    public string? CallbackSecretName => Settings.CallbackSecretName;

    /// <summary>The address of the service; null if the secret determines the service and no address is set.</summary>
    public Uri? Endpoint => Api is null ? Settings.Endpoint : Settings.UsedEndpoint;

    /// <summary>The address of the statistics interfaces (API 2.0); null on API 3.0.</summary>
    public Uri? StatEndpoint => Api is null ? Settings.StatEndpoint : Settings.UsedStatEndpoint;

    /// <summary>The time for which a request is valid after it is signed (API 2.0); null on API 3.0.</summary>
    public TimeSpan? Validity => Api is null ? Settings.Validity : Settings.UsedValidity;

    /// <summary>The time limit of one attempt, in seconds.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    /// <summary>The number of retries after the first attempt.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>The maximum number of requests per second; null for no limit.</summary>
    public int? MaximumRequestsPerSecond => Settings.MaximumRequestsPerSecond;

    /// <summary>The site that holds the account (API 3.0); null on API 2.0.</summary>
    public LvbSite? Site => Api is null ? Settings.Site : Settings.UsedSite;

    /// <summary>The region in which recording tasks run (API 3.0); null on API 2.0.</summary>
    public string? Region => Api is null ? Settings.Region : Settings.UsedRegion;

    /// <summary>The push domain of streams for which none is specified; null to look up the domain of each stream.</summary>
    public string? PushDomain => Settings.PushDomain;

    /// <summary>The path of streams for which none is specified; null to look up the path of each stream.</summary>
    public string? AppName => Settings.AppName;

    /// <summary>The default play domain; null for all.</summary>
    public string? PlayDomain => Settings.PlayDomain;

    /// <summary>The VOD application that holds the recorded files (API 3.0); null for the main one.</summary>
    public long? VodSubAppId => Settings.VodSubAppId;

    /// <summary>The recording template for each format (API 3.0); null for none.</summary>
    public Hashtable? RecordTemplate => Settings.RecordTemplate?.ToHashtable();

    internal LvbConnectionSettings Settings { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
