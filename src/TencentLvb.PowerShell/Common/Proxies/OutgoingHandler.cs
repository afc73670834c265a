using System.Net;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace TencentLvb.Common;

/// <summary>
/// What all requests that leave this machine share: the proxy, no cookies, no redirections that nobody looked at, and TLS 1.2 at least.
/// </summary>
internal static class OutgoingHandler
{
    /// <summary>Windows PowerShell.</summary>
    public static readonly bool IsDesktop =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    // TLS 1.3, which .NET Standard has no name for. Nor has it one for 0, the choice of the system.
    private const SecurityProtocolType Tls13 = (SecurityProtocolType)12288;

    /// <param name="proxies">The proxy settings; null for a client that asks this machine alone.</param>
    /// <param name="challenged">Called with the scheme when a proxy has refused a request and is about to be told who we are.</param>
    public static HttpClientHandler Create(ProxySettings? proxies, Action<string>? challenged = null)
    {
        var handler = new HttpClientHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = proxies is not null,
        };
        if (proxies is { IsSystems: false })
        {
            handler.Proxy = new MachineProxy(proxies, challenged);
        }

        if (IsDesktop && Protocols(ServicePointManager.SecurityProtocol) is { } protocols)
        {
            handler.SslProtocols = protocols;
        }

        return handler;
    }

    /// <summary>
    /// The protocols to name where the process would not use TLS 1.2; null to leave it to the process. Old scripts and old defaults of
    /// Windows PowerShell leave only SSL 3 and TLS 1.0, which no storage accepts. The process's setting is not ours to change.
    /// </summary>
    internal static SslProtocols? Protocols(SecurityProtocolType ofProcess) =>
        ofProcess == 0 || (ofProcess & (SecurityProtocolType.Tls12 | Tls13)) != 0
            ? null
            : SslProtocols.Tls12;
}
