using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of cmdlets that require only a key: specified directly, in a secret, or from a connection.</summary>
public abstract class LvbKeyCmdlet : LvbAccountCmdlet
{
    private protected LvbKeyCmdlet()
    {
    }

    /// <summary>The parameter set in which the key comes from a connection. It is the default.</summary>
    internal const string ConnectionSet = "Connection";

    /// <summary>The parameter set in which the key is specified directly.</summary>
    internal const string KeySet = "Key";

    /// <summary>The parameter set in which the key is in a secret.</summary>
    internal const string SecretSet = "Secret";

    private SecureString? _fromSecret;
    private SecureString? _given;

    /// <summary>The signing key, as the console shows it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>
    /// The name of the secret that holds the key: a SecureString, a string, a PSCredential (its password) or a hashtable with Key.
    /// Read with SecretManagement's <c>Get-Secret</c>.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret. Default: all registered vaults are searched.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>Indicates whether the key comes from a connection, so that <see cref="LvbAccountCmdlet.Account"/> is available.</summary>
    internal bool UsesConnection => ParameterSetName == ConnectionSet;

    /// <summary>
    /// Returns the key from its source. Call it on the pipeline thread. Throws an <see cref="LvbException"/> if there is no key.
    /// </summary>
    internal SecureString ResolveKey()
    {
        if (UsesConnection)
        {
            return KeyOfConnection();
        }

        if (Connection is not null)
        {
            throw LvbErrors.InvalidArgument(
                "-Connection and another source of the key are both specified.",
                "Specify one source of the key: -Key, -SecretName or -Connection.");
        }

        if (ParameterSetName == SecretSet)
        {
            return _fromSecret ??= ReadSecret(SecretName!, Vault);
        }

        return Key is { Length: > 0 }
            ? _given ??= CleanKey(Key, "-Key")
            : throw LvbErrors.InvalidArgument(
                "-Key is empty.", "Specify the key as it appears in the console: -Key (Read-Host -AsSecureString).");
    }

    /// <summary>
    /// Returns the key of the connection: the API authentication key, unless the cmdlet handles notifications. API 3.0 has no such key,
    /// so there it is also the key of the notifications.
    /// </summary>
    internal virtual SecureString KeyOfConnection() => Backend.Api == LvbApi.V3 ? NotificationKey : Account.CurrentKey();
}
