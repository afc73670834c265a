using System.Security;

namespace TencentLvb.Cmdlets;

/// <summary>Brings the keys of a connection to hand: from its secret, or from the source that it names. On the pipeline thread.</summary>
/// <param name="cmdlet">The cmdlet that needs the keys.</param>
internal sealed class ConnectionKeyReader(LvbCmdlet cmdlet)
{
    /// <summary>Reads the keys, if nobody has yet.</summary>
    /// <exception cref="LvbException">There are none, or they cannot be read.</exception>
    public void Read(LvbConnection connection)
    {
        if (connection.HasKey)
        {
            return;
        }

        if (connection.Api3Keys is not { } keys)
        {
            connection.SetKey(cmdlet.ReadSecret(connection.SecretName!, connection.Vault));
            (connection.KeyNote, connection.KeyVault) = (cmdlet.KeyNote, cmdlet.KeyVault);
            return;
        }

        if (keys is { AreHeld: true, Held: null } && connection.SecretName is { } secret)
        {
            keys.Hold(Credential(connection.Settings, cmdlet.ReadSecretContent(secret, connection.Vault), token: null));
            (connection.KeyNote, connection.KeyVault) = (cmdlet.KeyNote, cmdlet.KeyVault);
        }

        Fetch(connection, keys);
    }

    /// <summary>Opens a connection whose secret says which service it is for.</summary>
    /// <exception cref="LvbException">The secret cannot be read, or does not say it.</exception>
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

    /// <summary>The service that a secret is for.</summary>
    /// <exception cref="LvbException">It does not say it.</exception>
    public static LvbApi ServiceOf(SecretContent content, LvbConnectionSettings settings) => content switch
    {
        { IsApi3: true } => LvbApi.V3,
        { IsApi2: true } => LvbApi.V2,
        _ => throw SecretErrors.WrongType(
            settings.SecretName!,
            settings.Vault,
            "a key without an account: specify -AppId (API 2.0) or -SecretId (API 3.0), or store both in the secret"),
    };

    /// <summary>Reads the source of the keys, and obtains a role where one is assumed.</summary>
    public void Fetch(LvbConnection connection, Api3Keys keys)
    {
        var found = new CallRunner(cmdlet, account: null).Await((_, stop) => keys.Provider.GetAsync(stop));
        if (keys.Note is { } note)
        {
            cmdlet.Note(note);
            connection.KeyNote = note;
        }

        cmdlet.WriteVerbose($"API 3.0: signing as {found.SecretId}, with the keys of {found.Origin}.");
    }

    /// <summary>The keys of API 3.0 in a secret.</summary>
    /// <param name="settings">The connection that they are for.</param>
    /// <param name="content">What the secret holds.</param>
    /// <param name="token">A session token that was given; null goes by the secret.</param>
    /// <exception cref="LvbException">They are not there, or another SecretId's.</exception>
    public Api3Credential Credential(LvbConnectionSettings settings, SecretContent content, SecureString? token)
    {
        var (name, vault) = (settings.SecretName!, settings.Vault);
        if (content.SecretKey is not { } key)
        {
            throw SecretErrors.WrongType(name, vault, "a hashtable with the Key of an APPID but without a SecretKey");
        }

        var id = settings.SecretId ?? content.SecretId
            ?? throw SecretErrors.WrongType(
                name, vault, "a key without a SecretId: specify -SecretId, or store SecretId and SecretKey");
        if (settings.SecretId is not null && content.SecretId is { } other && other != settings.SecretId)
        {
            if (settings.ProfileName is null)
            {
                throw LvbErrors.InvalidArgument(
                    $"The secret '{name}' contains the keys of SecretId {other}, not of -SecretId {settings.SecretId}.",
                    "Specify the SecretId of the secret, or omit -SecretId.");
            }

            cmdlet.WriteWarning($"The secret '{name}' contains the keys of SecretId {other}, but the profile "
                + $"'{settings.ProfileName}' specifies {settings.SecretId}. The secret takes precedence.");
            id = other;
        }

        return new Api3Credential { SecretId = id, SecretKey = key, Token = token ?? content.Token, Origin = $"the secret '{name}'" };
    }
}
