using System.Net;

namespace TencentLvb.Common;

/// <summary>Provides the proxy settings of this machine and session to a client.</summary>
/// <param name="settings">The settings.</param>
/// <param name="challenged">Called when a proxy has refused a request and is about to receive credentials: .NET asks for credentials only
/// after a 407.</param>
internal sealed class MachineProxy(ProxySettings settings, Action<string>? challenged = null) : IWebProxy, ICredentials
{
    /// <summary>Returns itself: the credentials are looked up when a proxy requires them.</summary>
    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    public Uri GetProxy(Uri destination) => settings.RouteTo(destination)?.Address ?? destination;

    public bool IsBypassed(Uri host) => settings.RouteTo(host) is null;

    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        var credential = settings.CredentialFor(uri, authType);

        // A SOCKS proxy receives credentials before anything is sent.
        if (credential is not null && !authType.StartsWith("socks", StringComparison.OrdinalIgnoreCase))
        {
            challenged?.Invoke(authType);
        }

        return credential;
    }
}
