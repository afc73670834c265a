using System.Diagnostics;
using System.Security;

namespace TencentLvb.Cmdlets;

/// <summary>Reads the keys of a connection from its secret or its credential source, on the pipeline thread.</summary>
/// <param name="cmdlet">The cmdlet that needs the keys.</param>
internal sealed class ConnectionKeyReader(LvbCmdlet cmdlet)
{
    /// <summary>Reads the keys if this has not happened yet.</summary>
    /// <exception cref="LvbException">There are no keys, or they cannot be read.</exception>
    public void Read(LvbConnection connection)
    {
        if (connection.HasKey)
        {
            return;
        }

        if (connection.Api3Keys is not { } keys)
        {
            var now = Stopwatch.GetTimestamp();
            connection.SetKey(cmdlet.ReadSecret(connection.SecretName!, connection.Vault), now);
            (connection.KeyNote, connection.KeyVault) = (cmdlet.KeyNote, cmdlet.KeyVault);
            return;
        }

        if (keys is { AreHeld: true, Held: null } && connection.SecretName is { } secret)
        {
            var now = Stopwatch.GetTimestamp();
            keys.Hold(Credential(connection.Settings, cmdlet.ReadSecretContent(secret, connection.Vault), token: null), now);
            (connection.KeyNote, connection.KeyVault) = (cmdlet.KeyNote, cmdlet.KeyVault);
        }

        Fetch(connection, keys);
    }

    /// <summary>Opens a connection whose secret determines the service.</summary>
    /// <exception cref="LvbException">The secret cannot be read, or does not specify the service.</exception>
    public static LvbConnection Open(LvbCmdlet cmdlet, LvbConnectionSettings settings)
    {
        var content = cmdlet.ReadSecretContent(settings.SecretName!, settings.Vault);
        settings = settings with { Api = ServiceOf(content, settings) };
        if (settings.Api == LvbApi.V2)
        {
            settings = settings with { AppId = content.AppId };
            return new LvbConnection(settings, content.Key) { KeyNote = cmdlet.KeyNote, KeyVault = cmdlet.KeyVault };
        }

        var keys = new Api3Keys(settings);
        var reader = new ConnectionKeyReader(cmdlet);
        keys.Hold(reader.Credential(settings, content, token: null));
        return new LvbConnection(settings, keys) { KeyNote = cmdlet.KeyNote, KeyVault = cmdlet.KeyVault };
    }

    /// <summary>Returns the service that a secret is for.</summary>
    /// <exception cref="LvbException">The secret does not specify it.</exception>
    public static LvbApi ServiceOf(SecretContent content, LvbConnectionSettings settings) => content switch
    {
        { IsApi3: true } => LvbApi.V3,
        { IsApi2: true } => LvbApi.V2,
        _ => throw SecretErrors.WrongContent(
            settings.SecretName!,
            settings.Vault,
            "a key, but no account",
            "Specify -AppId (API 2.0) or -SecretId (API 3.0), or store the account and its key in the secret."),
    };

    /// <summary>Reads the source of the keys, and assumes a role if one is specified.</summary>
    public void Fetch(LvbConnection connection, Api3Keys keys)
    {
        var found = new CallRunner(cmdlet, account: null).Await((_, stop) => keys.Provider.GetAsync(stop));
        if (keys.Note is { } note)
        {
            cmdlet.Note(note);
            connection.KeyNote = note;
        }

        cmdlet.WriteVerbose($"API 3.0: requests are signed as {found.SecretId} with the keys from {found.Origin}.");
    }

    /// <summary>Returns the API 3.0 keys in a secret.</summary>
    /// <param name="settings">The settings of the connection.</param>
    /// <param name="content">The content of the secret.</param>
    /// <param name="token">The session token that was specified; null to use the one in the secret.</param>
    /// <exception cref="LvbException">The secret has no keys, or those of another SecretId.</exception>
    public Api3Credential Credential(LvbConnectionSettings settings, SecretContent content, SecureString? token)
    {
        var (name, vault) = (settings.SecretName!, settings.Vault);
        if (content.SecretKey is not { } key)
        {
            throw SecretErrors.WrongContent(
                name, vault, "the Key of an APPID, but no SecretKey", "Store the SecretId and its SecretKey in the secret.");
        }

        var id = settings.SecretId ?? content.SecretId
            ?? throw SecretErrors.WrongContent(
                name, vault, "a key, but no SecretId", "Specify -SecretId, or store both SecretId and SecretKey in the secret.");
        if (settings.SecretId is not null && content.SecretId is { } other && other != settings.SecretId)
        {
            if (settings.ProfileName is null)
            {
                throw LvbErrors.InvalidArgument(
                    $"The secret '{name}' contains keys for SecretId {other}, but -SecretId specifies {settings.SecretId}.",
                    "Specify the SecretId that is in the secret, or omit -SecretId.");
            }

            cmdlet.WriteWarning($"The secret '{name}' contains keys for SecretId {other}, but the profile "
                + $"'{settings.ProfileName}' specifies {settings.SecretId}. The secret takes precedence.");
            id = other;
        }

        return new Api3Credential { SecretId = id, SecretKey = key, Token = token ?? content.Token, Origin = $"the secret '{name}'" };
    }
}
