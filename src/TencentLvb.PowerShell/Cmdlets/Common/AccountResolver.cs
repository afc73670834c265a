using System.Security;

namespace TencentLvb.Cmdlets;

/// <summary>The connection that a cmdlet works with, and its keys. Lives on the pipeline thread, where secrets can be read.</summary>
internal sealed class AccountResolver
{
    private readonly LvbAccountCmdlet _cmdlet;
    private readonly SecretRereader _apiKey;
    private readonly SecretRereader _callbackKey;

    private AccountResolver(LvbAccountCmdlet cmdlet, LvbConnection connection)
    {
        _cmdlet = cmdlet;
        _apiKey = new SecretRereader(cmdlet.ReadSecret);
        _callbackKey = new SecretRereader(cmdlet.ReadSecret);
        Connection = connection;
    }

    /// <summary>The connection. Its key may still be in a vault: <see cref="WithKey"/>.</summary>
    public LvbConnection Connection { get; }

    /// <summary>The key of the account's notifications: that of its callback secret, read on first use, else the API key.</summary>
    public SecureString NotificationKey
    {
        get
        {
            if (Connection.CallbackSecretName is not { } secret)
            {
                return WithKey().CurrentKey();
            }

            Connection.CallbackKey ??= _cmdlet.ReadSecret(secret, Connection.Vault);
            return Connection.CallbackKey!;
        }
    }

    /// <summary>Finds the connection to use.</summary>
    /// <exception cref="LvbException">There is none, or none that can be used.</exception>
    public static AccountResolver Find(LvbAccountCmdlet cmdlet)
    {
        var connection = cmdlet.Connection ?? CurrentConnection.Value ?? FromProfile(cmdlet) ?? throw LvbErrors.NotConnected();
        if (!connection.IsUsable)
        {
            throw LvbErrors.NotConnected(connection == LvbConnection.Serialized
                ? "The connection came through serialisation (a job, a remote session or a file) and has no key."
                : "This connection was closed by Disconnect-Lvb.");
        }

        return new AccountResolver(cmdlet, connection);
    }

    /// <summary>The connection with its key at hand; reads its secret if nobody has yet.</summary>
    /// <exception cref="LvbException">The secret cannot be read.</exception>
    public LvbConnection WithKey()
    {
        if (!Connection.HasKey)
        {
            Connection.SetKey(_cmdlet.ReadSecret(Connection.SecretName!, Connection.Vault));
            Connection.KeyNote = _cmdlet.KeyNote;
        }

        return Connection;
    }

    /// <summary>
    /// Whether the secret holds another key than the one that a refused call was signed with. Reads it once more, but not all the time.
    /// </summary>
    public bool KeyWasRotated(int signedWith)
    {
        if (Connection.SecretName is not { } secret)
        {
            return false;
        }

        try
        {
            if (Connection.KeyVersion == signedWith && _apiKey.Rotated(secret, Connection.Vault, Connection.CurrentKey()) is { } key)
            {
                Connection.SetKey(key);
                Connection.KeyNote = _cmdlet.KeyNote;
                _cmdlet.WriteVerbose($"The secret '{secret}' holds another key now: it is taken, and the call made again.");
            }
        }
        catch (LvbException error)
        {
            // The refused signature says more than this.
            _cmdlet.WriteWarning("The key was refused, and its secret could not be read once more. " + error.Message);
        }

        return Connection.KeyVersion != signedWith;
    }

    /// <summary>
    /// Whether the key of the notifications is another one than that which refused a notification; its secret is read once more.
    /// </summary>
    public bool NotificationKeyWasRotated(SecureString refusedBy)
    {
        if (Connection.CallbackSecretName is not { } secret)
        {
            return KeyWasRotated(Connection.KeyVersion) || !SecretKey.Same(Connection.CurrentKey(), refusedBy);
        }

        if (SecretKey.Same(NotificationKey, refusedBy) && _callbackKey.Rotated(secret, Connection.Vault, refusedBy) is { } key)
        {
            Connection.CallbackKey = key;
        }

        return !SecretKey.Same(NotificationKey, refusedBy);
    }

    private static LvbConnection? FromProfile(LvbAccountCmdlet cmdlet)
    {
        if (ProfileChoice.WhenNotConnected(cmdlet) is not { } profile)
        {
            return null;
        }

        var settings = profile.Settings;
        if (CurrentConnection.FromProfile is { IsUsable: true } known && known.Settings == settings)
        {
            return known;
        }

        if (profile.SecretName is null)
        {
            throw LvbErrors.NotConnected(
                $"There is no connection in this session, and the profile '{profile.Name}' names no secret to read the key from.");
        }

        return CurrentConnection.FromProfile = new LvbConnection(settings, key: null);
    }
}
