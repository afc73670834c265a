using System.Diagnostics;
using System.Security;

namespace TencentLvb.Cmdlets;

/// <summary>Resolves the connection of a cmdlet and its keys. Used on the pipeline thread, where secrets can be read.</summary>
internal sealed class AccountResolver
{
    private readonly LvbAccountCmdlet _cmdlet;
    private readonly SecretRereader<SecureString> _apiKey = new(SecretKey.Same);
    private readonly SecretRereader<SecureString> _callbackKey = new(SecretKey.Same, alwaysPauses: true);
    private readonly SecretRereader<Api3Credential> _apiKeys = new(static (one, other) => one.IsSame(other));
    private readonly ConnectionKeyReader _keys;

    private AccountResolver(LvbAccountCmdlet cmdlet, LvbConnection connection)
    {
        _cmdlet = cmdlet;
        _keys = new ConnectionKeyReader(cmdlet);
        Connection = connection;
    }

    /// <summary>Gets the connection. Its key may still be in a vault: see <see cref="WithKey"/>.</summary>
    public LvbConnection Connection { get; }

    /// <summary>
    /// Gets the key of the account's notifications: the key in its callback secret, read on first use, otherwise the API key.
    /// </summary>
    public SecureString NotificationKey
    {
        get
        {
            if (Connection.CallbackSecretName is not { } secret)
            {
                return Connection.Api == LvbApi.V3 ? Connection.CurrentKey() : WithKey().CurrentKey();
            }

            Connection.CallbackKey ??= _cmdlet.ReadSecret(secret, Connection.Settings.Vault);
            return Connection.CallbackKey!;
        }
    }

    /// <summary>Finds the connection to use.</summary>
    /// <exception cref="LvbException">There is no usable connection.</exception>
    public static AccountResolver Find(LvbAccountCmdlet cmdlet)
    {
        var connection = cmdlet.Connection ?? CurrentConnection.Value ?? FromProfile(cmdlet) ?? FromEnvironment(cmdlet);
        if (!connection.IsUsable)
        {
            throw LvbErrors.NotConnected(connection == LvbConnection.Serialized
                ? "The connection was serialized (for a job, a remote session or a file) and no longer has a key."
                : "This connection was closed by Disconnect-Lvb.");
        }

        return new AccountResolver(cmdlet, connection);
    }

    /// <summary>Returns the connection with its key. Reads the secret if this has not happened yet.</summary>
    /// <exception cref="LvbException">The secret cannot be read.</exception>
    public LvbConnection WithKey()
    {
        _keys.Read(Connection);
        return Connection;
    }

    /// <summary>
    /// Determines whether the keys differ from those that signed a refused call. Reads their secret or source again, but at a limited
    /// rate.
    /// </summary>
    public bool KeyWasRotated(int signedWith) => Connection.Api3Keys is { } keys
        ? Api3KeysWereRotated(keys, signedWith)
        : SecretWasRotated(signedWith, _apiKey);

    private bool SecretWasRotated(int signedWith, SecretRereader<SecureString> reader)
    {
        if (Connection.SecretName is not { } secret)
        {
            return false;
        }

        try
        {
            var now = Stopwatch.GetTimestamp();
            if (Connection.KeyVersion == signedWith
                && reader.Rotated(Connection.CurrentKey(), () => _cmdlet.ReadSecret(secret, Connection.Vault)) is { } key)
            {
                Connection.SetKey(key, now);
                Connection.KeyNote = _cmdlet.KeyNote;
                _cmdlet.WriteVerbose($"The secret '{secret}' has changed. The call is sent again with the new key.");
            }
        }
        catch (LvbException error)
        {
            // The refused signature is the more useful error.
            _cmdlet.WriteWarning("The key was refused, and the secret that contains it could not be read again. " + error.Message);
        }

        return Connection.KeyVersion != signedWith;
    }

    /// <summary>
    /// Determines whether the key of the notifications differs from the one that refused a notification. Reads its secret again.
    /// </summary>
    public bool NotificationKeyWasRotated(SecureString refusedBy)
    {
        if (Connection.CallbackSecretName is not { } secret)
        {
            return SecretWasRotated(Connection.KeyVersion, _callbackKey) || !SecretKey.Same(Connection.CurrentKey(), refusedBy);
        }

        if (SecretKey.Same(NotificationKey, refusedBy)
            && _callbackKey.Rotated(refusedBy, () => _cmdlet.ReadSecret(secret, Connection.Settings.Vault)) is { } key)
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
        if (CurrentConnection.FromProfile is { IsUsable: true } known && IsOf(known, profile))
        {
            return known;
        }

        if (profile is { SecretName: null, CredentialSource: null })
        {
            throw LvbErrors.NotConnected(
                $"There is no connection in this session, and the profile '{profile.Name}' does not specify a secret for the key.");
        }

        return CurrentConnection.FromProfile = Make(cmdlet, profile, settings);
    }

    // If the secret decides, it has set the service and the account.
    private static bool IsOf(LvbConnection connection, LvbProfile profile) => (profile.Api is null
        ? connection.Settings with { Api = profile.Settings.Api, AppId = profile.Settings.AppId }
        : connection.Settings) == profile.Settings;

    private static LvbConnection Make(LvbAccountCmdlet cmdlet, LvbProfile profile, LvbConnectionSettings settings)
    {
        if (profile.Api is null)
        {
            // The secret specifies the service, so it must be read now.
            return ConnectionKeyReader.Open(cmdlet, settings);
        }

        return profile.Api == LvbApi.V3
            ? new LvbConnection(settings, new Api3Keys(settings))
            : new LvbConnection(settings, key: null);
    }

    private static LvbConnection FromEnvironment(LvbAccountCmdlet cmdlet)
    {
        var search = new CredentialSearch();
        if (new EnvironmentCredentials(new CredentialEnvironment()).Find(search) is not { } found)
        {
            throw search.HasHalf ? search.NotConnected() : MissingConnection.In(cmdlet.Host);
        }

        cmdlet.WriteVerbose($"There is no connection and no default profile. API 3.0 is used with the keys in {found.Origin}.");
        var settings = new LvbConnectionSettings { Api = LvbApi.V3, CredentialSource = LvbCredentialSource.Environment };
        return CurrentConnection.FromProfile is { IsUsable: true } known && known.Settings == settings && known.SecretId == found.SecretId
            ? known
            : CurrentConnection.FromProfile = new LvbConnection(settings, new Api3Keys(settings));
    }

    private bool Api3KeysWereRotated(Api3Keys keys, int signedWith)
    {
        try
        {
            var now = Stopwatch.GetTimestamp();
            if (keys.Provider.Version == signedWith && keys.Held is { } held && Connection.SecretName is { } secret
                && _apiKeys.Rotated(held, () => _keys.Credential(
                    Connection.Settings, _cmdlet.ReadSecretContent(secret, Connection.Vault), token: null)) is { } others)
            {
                keys.Hold(others, now);
            }

            if (_cmdlet.Calls.Await((_, stop) => keys.Provider.RefreshAsync(signedWith, stop)))
            {
                _cmdlet.WriteVerbose($"The keys in {keys.Provider.Current?.Origin} have changed. The call is sent again with the new "
                    + "keys.");
            }
        }
        catch (LvbException error)
        {
            // The refused signature is the more useful error.
            _cmdlet.WriteWarning("The keys were refused and could not be read again. " + error.Message);
        }

        return keys.Provider.Version != signedWith;
    }
}
