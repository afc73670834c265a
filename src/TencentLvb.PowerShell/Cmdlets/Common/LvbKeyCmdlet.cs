using System.Management.Automation;
using System.Security;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>A cmdlet that needs a key and nothing else of an account: the key itself, a secret's, or a connection's.</summary>
public abstract class LvbKeyCmdlet : LvbAccountCmdlet
{
    private protected LvbKeyCmdlet()
    {
    }

    /// <summary>The parameter set in which the key comes from a connection; the default one.</summary>
    internal const string ConnectionSet = "Connection";

    /// <summary>The parameter set in which the key itself is given.</summary>
    internal const string KeySet = "Key";

    /// <summary>The parameter set in which the key is in a secret.</summary>
    internal const string SecretSet = "Secret";

    private SecureString? _fromSecret;
    private SecureString? _given;

    /// <summary>The key that signs, as the console shows it.</summary>
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

    /// <summary>The vault of the secret; without it all registered vaults are asked.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>Whether the key comes from a connection, so that <see cref="LvbAccountCmdlet.Account"/> is at hand.</summary>
    internal bool UsesConnection => ParameterSetName == ConnectionSet;

    /// <summary>
    /// The key to use, wherever it comes from. To be called on the pipeline thread; throws an <see cref="LvbException"/> when there is
    /// none.
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
                "-Key is empty.", "Specify the key as the console shows it: -Key (Read-Host -AsSecureString).");
    }

    /// <summary>
    /// Which of a connection's keys is meant: the API authentication key, unless the cmdlet deals with notifications. API 3.0 has no such
    /// key, so there it is that of the notifications too.
    /// </summary>
    internal virtual SecureString KeyOfConnection() => Backend.Api == LvbApi.V3 ? NotificationKey : Account.CurrentKey();
}
