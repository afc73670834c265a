using System.Collections;

namespace TencentLvb;

/// <summary>
/// A named set of what <c>Connect-Lvb</c> needs, kept in a file of the user. Never holds a key: it names the secret or the source that
/// does.
/// What is not set shows the value that <c>Connect-Lvb</c> uses by default.
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

    /// <summary>The profile's name; upper and lower case are the same.</summary>
    public string Name { get; }

    /// <summary>Whether it is used when nothing is connected and <c>$env:LVB_PROFILE</c> names no other.</summary>
    public bool IsDefault { get; }

    /// <summary>The service that it connects to; null when the secret decides.</summary>
    public LvbApi? Api { get; }

    /// <summary>The account's APPID (API 2.0); null where the secret names it, and on API 3.0.</summary>
    public long? AppId => Settings.AppId;

    /// <summary>The account's SecretId (API 3.0); null where the secret or the source of the keys names it, and on API 2.0.</summary>
    public string? SecretId => Settings.SecretId;

    /// <summary>The name of the secret that holds the key; null when the key is given to <c>Connect-Lvb</c>, or comes from
    /// elsewhere.</summary>
    public string? SecretName => Settings.SecretName;

    /// <summary>The vault of the secret; null asks all vaults.</summary>
    public string? Vault => Settings.Vault;

    /// <summary>Where the SecretId and SecretKey are looked for (API 3.0); null when they are in a secret or given.</summary>
    public LvbCredentialSource? CredentialSource => Settings.CredentialSource;

    /// <summary>The profile of tccli whose keys are used; null for the one that tccli itself would use.</summary>
    public string? TccliProfile => Settings.TccliProfile;

    /// <summary>The role that is assumed with the keys (API 3.0); null for none.</summary>
    public string? RoleArn => Settings.RoleArn;

    /// <summary>The name of the secret that holds the key of the notifications, when that is another one.</summary>
    public string? CallbackSecretName => Settings.CallbackSecretName;

    /// <summary>The address of the service; null where the secret decides which service that is, and none was set.</summary>
    public Uri? Endpoint => Api is null ? Settings.Endpoint : Settings.UsedEndpoint;

    /// <summary>The address of the statistics interfaces (API 2.0); null on API 3.0.</summary>
    public Uri? StatEndpoint => Api is null ? Settings.StatEndpoint : Settings.UsedStatEndpoint;

    /// <summary>How long a request stays valid after it is signed (API 2.0); null on API 3.0.</summary>
    public TimeSpan? Validity => Api is null ? Settings.Validity : Settings.UsedValidity;

    /// <summary>How long one attempt may take, in seconds.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    /// <summary>Attempts after the first.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>Requests per second at most; null for no limit.</summary>
    public int? MaximumRequestsPerSecond => Settings.MaximumRequestsPerSecond;

    /// <summary>The site that holds the account (API 3.0); null on API 2.0.</summary>
    public LvbSite? Site => Api is null ? Settings.Site : Settings.UsedSite;

    /// <summary>The region that recording tasks run in (API 3.0); null on API 2.0.</summary>
    public string? Region => Api is null ? Settings.Region : Settings.UsedRegion;

    /// <summary>The push domain of streams that none is given for; null to find each stream's own.</summary>
    public string? PushDomain => Settings.PushDomain;

    /// <summary>The path of streams that none is given for; null to find each stream's own.</summary>
    public string? AppName => Settings.AppName;

    /// <summary>The play domain where none is given; null for all.</summary>
    public string? PlayDomain => Settings.PlayDomain;

    /// <summary>The VOD application that holds the recorded files (API 3.0); null for the main one.</summary>
    public long? VodSubAppId => Settings.VodSubAppId;

    /// <summary>Which recording template records in which format (API 3.0); null for none.</summary>
    public Hashtable? RecordTemplate => Settings.RecordTemplate?.ToHashtable();

    internal LvbConnectionSettings Settings { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
