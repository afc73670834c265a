using System.Security;

namespace TencentLvb.Backends;

/// <summary>Creates the backend of a connection.</summary>
internal static class BackendFactory
{
    /// <param name="settings">The account and the addresses of its service.</param>
    /// <param name="key">API 2.0: the current key. Called when a request is signed.</param>
    /// <param name="credentials">API 3.0: the keys; null on API 2.0.</param>
    public static ILvbBackend Create(LvbConnectionSettings settings, Func<SecureString> key, CredentialProvider? credentials) =>
        settings.Api == LvbApi.V3 ? OfApi3(settings, credentials) : OfApi2(settings, key);

    private static Api3Backend OfApi3(LvbConnectionSettings settings, CredentialProvider? credentials) => new(new Api3Account
    {
        Site = settings.Site ?? LvbSite.China,
        Endpoint = settings.Endpoint,
        Region = settings.UsedRegion!,
        PushDomain = settings.PushDomain,
        AppName = settings.AppName,
        VodSubAppId = settings.VodSubAppId,
        RecordTemplates = settings.RecordTemplate?.Templates,
        Credentials = credentials,
    });

    private static Lvb2Backend OfApi2(LvbConnectionSettings settings, Func<SecureString> key) => new(new Lvb2Account
    {
        AppId = settings.AppId ?? 0,
        Endpoint = settings.UsedEndpoint,
        StatEndpoint = settings.UsedStatEndpoint!,
        Validity = settings.UsedValidity!.Value,
        PushDomain = settings.PushDomain,
        AppName = settings.AppName,
        Key = key,
    });
}
