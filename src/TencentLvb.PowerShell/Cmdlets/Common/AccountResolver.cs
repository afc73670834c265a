using System.Security;

namespace TencentLvb.Cmdlets;

/// <summary>The connection that a cmdlet works with, and its keys. Lives on the pipeline thread, where secrets can be read.</summary>
internal sealed class AccountResolver
{
    // Calls that fail together ask the vault once, and a cmdlet that waits for hours still hears of a rotation.
    private static readonly TimeSpan SecretRereadPause = TimeSpan.FromSeconds(30);

    private readonly LvbCmdlet _cmdlet;
    private DateTime? _lastReread;
    private DateTime? _lastCallbackReread;

    private AccountResolver(LvbCmdlet cmdlet, LvbConnection connection)
    {
        _cmdlet = cmdlet;
        Connection = connection;
    }

    public LvbConnection Connection { get; }

    /// <summary>The key of the account's notifications: that of its callback secret, read on first use, else the API key.</summary>
    public SecureString NotificationKey
    {
        get
        {
            if (Connection.CallbackSecretName is not { } secret)
            {
                return Connection.CurrentKey();
            }

            Connection.CallbackKey ??= _cmdlet.ReadSecret(secret, Connection.Vault);
            return Connection.CallbackKey!;
        }
    }

    /// <summary>Finds the connection to use, and reads its secret if nobody has yet.</summary>
    /// <exception cref="LvbException">There is none, or none that can be used.</exception>
    public static AccountResolver Find(LvbCmdlet cmdlet)
    {
        var connection = cmdlet.Connection ?? CurrentConnection.Value ?? FromProfile(cmdlet) ?? throw LvbErrors.NotConnected();
        if (!connection.IsUsable)
        {
            throw LvbErrors.NotConnected(connection == LvbConnection.Serialized
                ? "The connection came through serialisation (a job, a remote session or a file) and has no key."
                : "This connection was closed by Disconnect-Lvb.");
        }

        if (!connection.HasKey)
        {
            connection.SetKey(cmdlet.ReadSecret(connection.SecretName!, connection.Vault));
        }

        return new AccountResolver(cmdlet, connection);
    }

    /// <summary>Whether the secret holds another key than the one that a refused call was signed with. Reads it once more, but not all the time.</summary>
    public bool KeyWasRotated(int signedWith)
    {
        if (Connection.SecretName is not { } secret)
        {
            return false;
        }

        if (Connection.KeyVersion == signedWith && !(DateTime.UtcNow - _lastReread < SecretRereadPause))
        {
            _lastReread = DateTime.UtcNow;
            try
            {
                var key = _cmdlet.ReadSecret(secret, Connection.Vault);
                if (!SecretKey.Same(key, Connection.CurrentKey()))
                {
                    Connection.SetKey(key);
                    _cmdlet.WriteVerbose($"The secret '{secret}' holds another key now: it is taken, and the call made again.");
                }
            }
            catch (LvbException error)
            {
                // The refused signature says more than this.
                _cmdlet.WriteWarning("The key was refused, and its secret could not be read once more. " + error.Message);
            }
        }

        return Connection.KeyVersion != signedWith;
    }

    /// <summary>
    /// Whether the secret of the notifications' key holds another key than the one that refused a notification. Reads it once more, but not all
    /// the time: anybody can send a wrong sign.
    /// </summary>
    public bool NotificationKeyWasRotated(SecureString refusedBy)
    {
        if (Connection.CallbackSecretName is not { } secret)
        {
            return KeyWasRotated(Connection.KeyVersion) || !SecretKey.Same(Connection.CurrentKey(), refusedBy);
        }

        if (SecretKey.Same(NotificationKey, refusedBy) && !(DateTime.UtcNow - _lastCallbackReread < SecretRereadPause))
        {
            _lastCallbackReread = DateTime.UtcNow;
            Connection.CallbackKey = _cmdlet.ReadSecret(secret, Connection.Vault);
        }

        return !SecretKey.Same(NotificationKey, refusedBy);
    }

    private static LvbConnection? FromProfile(LvbCmdlet cmdlet)
    {
        if (ProfileChoice.WhenNotConnected(cmdlet) is not { } profile)
        {
            return null;
        }

        var settings = profile.ToSettings();
        if (CurrentConnection.FromProfile is { IsUsable: true } known && known.Settings == settings)
        {
            return known;
        }

        if (profile.SecretName is null)
        {
            throw LvbErrors.NotConnected($"There is no connection in this session, and the profile '{profile.Name}' names no secret to read the key from.");
        }

        return CurrentConnection.FromProfile = new LvbConnection(settings, key: null);
    }
}
