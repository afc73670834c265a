using System.Net;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace TencentLvb.Common;

/// <summary>
/// Creates the handler of all requests that leave this machine: with the proxy, without cookies, without automatic redirects, and with at
/// least TLS 1.2.
/// </summary>
internal static class OutgoingHandler
{
    /// <summary>Indicates Windows PowerShell.</summary>
    public static readonly bool IsDesktop =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    // TLS 1.3 and 0, the default of the system, have no names in .NET Standard.
    private const SecurityProtocolType Tls13 = (SecurityProtocolType)12288;

    /// <param name="proxies">The proxy settings; null for a client that connects only to this machine.</param>
    /// <param name="challenged">Called with the scheme when a proxy has refused a request and is about to receive credentials.</param>
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
    /// Returns the protocols to set if the process would not use TLS 1.2; null to use the setting of the process. Old scripts and old
    /// defaults of Windows PowerShell allow only SSL 3 and TLS 1.0, which no storage accepts. The module must not change the setting of
    /// the process.
    /// </summary>
    internal static SslProtocols? Protocols(SecurityProtocolType ofProcess) =>
        ofProcess == 0 || (ofProcess & (SecurityProtocolType.Tls12 | Tls13)) != 0
            ? null
            : SslProtocols.Tls12;
}
