using System.Security;

namespace TencentLvb.Backends;

/// <summary>Makes the backend of a connection.</summary>
internal static class BackendFactory
{
    /// <param name="settings">The account and where its service is.</param>
    /// <param name="key">The key of the moment; asked for when a request is signed.</param>
    public static ILvbBackend Create(LvbConnectionSettings settings, Func<SecureString> key) => new Lvb2Backend(new Lvb2Account
    {
        AppId = settings.AppId,
        Endpoint = settings.Endpoint,
        StatEndpoint = settings.StatEndpoint,
        Validity = settings.Validity,
        Key = key,
    });
}
