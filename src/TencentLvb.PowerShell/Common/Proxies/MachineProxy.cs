using System.Net;

namespace TencentLvb.Common;

/// <summary>The proxy settings of this machine and session, for a client.</summary>
/// <param name="settings">The settings.</param>
/// <param name="challenged">
/// Called when a proxy has refused a request until it knows who we are, and is about to be told: .NET asks for credentials after a 407
/// only.
/// </param>
internal sealed class MachineProxy(ProxySettings settings, Action<string>? challenged = null) : IWebProxy, ICredentials
{
    /// <summary>Itself: which credentials there are is looked up when a proxy asks.</summary>
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

        // A SOCKS proxy is told before anything is sent.
        if (credential is not null && !authType.StartsWith("socks", StringComparison.OrdinalIgnoreCase))
        {
            challenged?.Invoke(authType);
        }

        return credential;
    }
}
