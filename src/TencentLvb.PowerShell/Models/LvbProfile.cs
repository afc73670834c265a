namespace TencentLvb;

/// <summary>
/// A named set of what <c>Connect-Lvb</c> needs, kept in a file of the user. Never holds a key: it names the secret that does.
/// What is not set shows the value that <c>Connect-Lvb</c> uses by default.
/// </summary>
public sealed class LvbProfile
{
    /// <summary>The profile's name; upper and lower case are the same.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Whether it is used when nothing is connected and <c>$env:LVB_PROFILE</c> names no other.</summary>
    public bool IsDefault { get; internal init; }

    /// <summary>The account's APPID.</summary>
    public long AppId => Settings.AppId;

    /// <summary>The name of the secret that holds the API authentication key; null when the key is given to <c>Connect-Lvb</c>.</summary>
    public string? SecretName => Settings.SecretName;

    /// <summary>The vault of the secret; null asks all vaults.</summary>
    public string? Vault => Settings.Vault;

    /// <summary>The name of the secret that holds the key of the notifications, when that is another one.</summary>
    public string? CallbackSecretName => Settings.CallbackSecretName;

    /// <summary>The address of the business interfaces.</summary>
    public Uri Endpoint => Settings.Endpoint;

    /// <summary>The address of the statistics interfaces.</summary>
    public Uri StatEndpoint => Settings.StatEndpoint;

    /// <summary>How long a request stays valid after it is signed.</summary>
    public TimeSpan Validity => Settings.Validity;

    /// <summary>How long one attempt may take, in seconds.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    /// <summary>Attempts after the first.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>Requests per second at most; null for no limit.</summary>
    public int? MaximumRequestsPerSecond => Settings.MaximumRequestsPerSecond;

    /// <summary>What is kept, with the defaults where nothing is.</summary>
    internal LvbConnectionSettings Settings { get; init; } = new() { AppId = 0 };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
