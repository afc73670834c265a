using System.Globalization;
using System.Security;

namespace TencentLvb;

// Creates a connection from the arguments of Connect-Lvb.
public sealed partial class ConnectLvbCommand
{
    private LvbConnection Open()
    {
        CheckSourceOfKey();
        var profile = ProfileName is null ? null : ProfileChoice.Named(this, ProfileName);
        var asked = ServiceSettings.ServiceOf(Given());
        var (known, because) = KnownService(profile);
        if (known is { } service)
        {
            ServiceSettings.Check(service, Given(), because);
        }

        // Checked before the vault is opened: no password prompt for an invalid argument.
        var settings = Settings(profile?.Settings ?? new LvbConnectionSettings(), known ?? asked);
        SecretContent? content = null;
        if (known is null)
        {
            content = ReadSecretContent(settings.SecretName!, settings.Vault);
            var named = ConnectionKeyReader.ServiceOf(content, settings);
            because = $"the secret '{settings.SecretName}' contains {(named == LvbApi.V3 ? "a SecretId" : "an APPID")}";
            ServiceSettings.Check(named, Given(), because);
            settings = Settings(profile?.Settings ?? new LvbConnectionSettings(), named);
            settings = settings with { AppId = named == LvbApi.V2 ? content.AppId : null };
        }

        return settings.Api == LvbApi.V3 ? OpenApi3(settings, content) : OpenApi2(settings, content);
    }

    private LvbConnection OpenApi2(LvbConnectionSettings settings, SecretContent? content) => new(
        settings.AppId is not null ? settings : throw LvbErrors.InvalidArgument(
            $"The profile '{settings.ProfileName}' does not specify an APPID for -Key.",
            "Use a profile with an APPID, or connect with -AppId."),
        Emulator?.Key ?? content?.Key ?? GivenKey() ?? (settings.SecretName is { } secret
            ? ReadSecret(secret, settings.Vault)
            : throw NoSecret(settings, "-Key"))) { KeyNote = KeyNote, KeyVault = KeyVault };

    private SecureString? GivenKey() => Key is not null ? Cleaned(Key, "-Key")
        : Credential is not null ? Cleaned(Credential.Password, "The password of -Credential")
        : null;

    private LvbConnection OpenApi3(LvbConnectionSettings settings, SecretContent? content)
    {
        var keys = new Api3Keys(settings);
        var reader = new ConnectionKeyReader(this);
        if (keys.AreHeld)
        {
            keys.Hold(GivenKeys(settings) ?? reader.Credential(settings, content ?? ReadContent(settings), GivenToken()));
        }

        // Also with explicit keys: if the role cannot be assumed now, the command fails.
        var connection = new LvbConnection(settings, keys) { KeyNote = KeyNote, KeyVault = KeyVault };
        reader.Fetch(connection, keys);
        return connection;
    }

    private SecretContent ReadContent(LvbConnectionSettings settings) => settings.SecretName is { } secret
        ? ReadSecretContent(secret, settings.Vault)
        : throw NoSecret(settings, "-SecretKey");

    private Api3Credential? GivenKeys(LvbConnectionSettings settings)
    {
        var (id, key) = ParameterSetName switch
        {
            CredentialSet => (settings.SecretId, Cleaned(Credential!.Password, "The password of -Credential")),
            EmulatorSet => (settings.SecretId, Emulator!.SecretKey),
            _ => (settings.SecretId, SecretKey is null ? null : Cleaned(SecretKey, "-SecretKey")),
        };
        if (key is null)
        {
            return null;
        }

        return new Api3Credential
        {
            SecretId = id ?? throw LvbErrors.InvalidArgument(
                $"The profile '{settings.ProfileName}' does not specify a SecretId for -SecretKey.",
                "Use a profile with a SecretId, or connect with -SecretId."),
            // The caller may dispose of its own copy.
            SecretKey = key.Copy(),
            Token = GivenToken(),
            Origin = ParameterSetName == EmulatorSet ? "the emulator" : "the Connect-Lvb command",
        };
    }

    /// <summary>Returns the service that follows from the source of the key, and the reason; null if a secret must be read first.</summary>
    private (LvbApi? Service, string Because) KnownService(LvbProfile? profile) => ParameterSetName switch
    {
        KeySet => (LvbApi.V2, "the specified key belongs to an APPID"),
        SecretKeySet => (LvbApi.V3, "the specified key is a SecretKey"),
        SourceSet => (LvbApi.V3, "-CredentialSource finds a SecretId and a SecretKey"),
        CredentialSet when IsNumber(Credential!.UserName) => (LvbApi.V2, "the user name of the credential is an APPID"),
        CredentialSet => (LvbApi.V3, "the user name of the credential is not a number, so it is a SecretId"),
        EmulatorSet => (
            ConnectionLimits.CheckWord<LvbApi>(nameof(Api), Api),
            Api == LvbApi.V3 ? "-Api is V3" : "-Api V3 is not specified for the emulator"),
        ProfileSet when profile!.Api is { } api => (api, $"the profile '{profile.Name}' is for this API"),
        ProfileSet when Key is not null => (LvbApi.V2, "the specified key belongs to an APPID"),
        ProfileSet when SecretKey is not null => (LvbApi.V3, "the specified key is a SecretKey"),
        ProfileSet => (null, ""),
        _ when IsGiven(nameof(AppId)) => (LvbApi.V2, "-AppId is specified"),
        _ when SecretId is not null => (LvbApi.V3, "-SecretId is specified"),
        _ => (null, ""),
    };

    private LvbConnectionSettings Settings(LvbConnectionSettings settings, LvbApi? api)
    {
        if (Key is not null || SecretKey is not null)
        {
            settings = settings with { SecretName = null, Vault = null, CredentialSource = null, TccliProfile = null };
        }

        var isApi3 = api == LvbApi.V3;
        return settings with
        {
            Api = api ?? settings.Api,
            AppId = AppIdOf() ?? settings.AppId,
            SecretId = ParameterSetName switch
            {
                CredentialSet when isApi3 => CleanSecretId(Credential!.UserName, "The user name of -Credential"),
                EmulatorSet when isApi3 => Emulator!.SecretId,
                _ => SecretId is null ? settings.SecretId : CleanSecretId(SecretId, "-SecretId"),
            },
            SecretName = SecretName ?? settings.SecretName,
            Vault = SecretName is null ? Vault ?? settings.Vault : Vault,
            CredentialSource = ParameterSetName == SourceSet
                ? ConnectionLimits.CheckWord<LvbCredentialSource>(nameof(CredentialSource), CredentialSource)
                : SecretName is null ? settings.CredentialSource : null,
            TccliProfile = TccliProfile ?? settings.TccliProfile,
            RoleArn = ConnectionLimits.CheckRole(RoleArn) ?? settings.RoleArn,
            CallbackSecretName = CallbackSecretName ?? settings.CallbackSecretName,
            Endpoint = (isApi3
                ? ConnectionLimits.CheckApi3Address(nameof(Endpoint), Endpoint ?? Emulator?.Api3Endpoint)
                : ConnectionLimits.CheckAddress(nameof(Endpoint), Endpoint ?? Emulator?.Uri)) ?? settings.Endpoint,
            StatEndpoint = ConnectionLimits.CheckAddress(nameof(StatEndpoint), StatEndpoint ?? (isApi3 ? null : Emulator?.Uri))
                ?? settings.StatEndpoint,
            Validity = Validity is { } validity ? ConnectionLimits.CheckValidity(validity) : settings.Validity,
            TimeoutSec = TimeoutSec ?? settings.TimeoutSec,
            MaximumRetryCount = MaximumRetryCount ?? settings.MaximumRetryCount,
            MaximumRequestsPerSecond = MaximumRequestsPerSecond ?? settings.MaximumRequestsPerSecond,
            Site = ConnectionLimits.CheckWord(nameof(Site), Site) ?? (isApi3 ? Emulator?.Site : null) ?? settings.Site,
            Region = ConnectionLimits.CheckRegion(Region) ?? settings.Region,
            PushDomain = ConnectionLimits.CheckDomain(nameof(PushDomain), PushDomain) ?? settings.PushDomain,
            AppName = ConnectionLimits.CheckAppName(AppName) ?? settings.AppName,
            PlayDomain = ConnectionLimits.CheckDomain(nameof(PlayDomain), PlayDomain) ?? settings.PlayDomain,
            VodSubAppId = ConnectionLimits.CheckSubAppId(VodSubAppId) ?? settings.VodSubAppId,
            RecordTemplate = ConnectionLimits.CheckTemplates(RecordTemplate) ?? settings.RecordTemplate,
        };

        long? AppIdOf() => ParameterSetName switch
        {
            CredentialSet => isApi3 ? null : CheckAppId(Credential!.UserName),
            EmulatorSet => isApi3 ? null : Emulator!.AppId,
            _ => IsGiven(nameof(AppId)) ? AppId : null,
        };
    }

    private void CheckSourceOfKey()
    {
        var key = Key is not null ? nameof(Key) : SecretKey is not null ? nameof(SecretKey) : null;
        if (key is not null && (SecretName is not null || Vault is not null))
        {
            throw LvbErrors.InvalidArgument(
                $"-{key} cannot be combined with -SecretName or -Vault.",
                $"Specify one source of the key: -{key}, or -SecretName with or without -Vault.");
        }

        if (IsGiven(nameof(AppId)) && SecretId is not null)
        {
            throw LvbErrors.InvalidArgument(
                "-AppId and -SecretId are both specified.",
                "Specify the account in only one way: -AppId with its key (API 2.0), or -SecretId with its SecretKey (API 3.0).");
        }

        if (Emulator is not null && RoleArn is not null)
        {
            throw LvbErrors.InvalidArgument("-RoleArn cannot be combined with -Emulator.", "The emulator has no roles: omit -RoleArn.");
        }
    }

    private string[] Given() => [.. MyInvocation.BoundParameters.Keys];

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private static bool IsNumber(string text) => text.Length > 0 && text.All(c => c is >= '0' and <= '9');

    private SecureString Cleaned(SecureString key, string source) =>
        key.Length > 0
            ? CleanKey(key, source)
            : throw LvbErrors.InvalidArgument($"{source} is empty.", KeyAdvice(source));

    // Environments without temporary keys often have a variable with an empty token.
    private SecureString? GivenToken() => SessionToken is { Length: > 0 } token ? CleanKey(token, "-SessionToken").Copy() : null;

    private static long CheckAppId(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var appId) && appId > 0
            ? appId
            : throw LvbErrors.InvalidArgument(
                $"The credential's user name '{text}' is not an APPID.",
                "Use the account's APPID as the user name and its API authentication key as the password.");

    private static LvbException NoSecret(LvbConnectionSettings settings, string key) => LvbErrors.InvalidArgument(
        $"The profile '{settings.ProfileName}' does not specify the secret that holds the key.",
        $"Run Connect-Lvb -ProfileName {CommandText.Quote(settings.ProfileName!)} -SecretName <name>, or specify {key}. "
            + "To save the secret name in the profile, use Set-LvbProfile -SecretName.");
}
