using System.Net;

namespace TencentLvb.Common;

/// <summary>Represents a proxy, and the user name and password in its address.</summary>
/// <param name="Address">The address without user name and password.</param>
/// <param name="Credential">The user name and password; null if the address contains none.</param>
internal sealed record ProxyAddress(Uri Address, NetworkCredential? Credential)
{
    private const int SocksPort = 1080;

    /// <summary>
    /// Parses <c>http://user:password@proxy.example.com:3128</c>; everything but the host is optional. Null if it is not an address. User
    /// name and password may be percent-encoded. A password may contain characters that an address cannot, so the last <c>@</c> ends it.
    /// </summary>
    public static ProxyAddress? Parse(string text)
    {
        var rest = text.Trim();
        var scheme = "http";
        if (rest.IndexOf("://", StringComparison.Ordinal) is > 0 and var end)
        {
            scheme = rest.Substring(0, end).ToLowerInvariant();
            rest = rest.Substring(end + "://".Length);
        }

        var at = rest.LastIndexOf('@');
        var host = rest.Substring(at + 1).TrimEnd('/');
        if (scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5")
            || host.IndexOfAny(['/', '?', '#', '\\']) >= 0
            || !Uri.TryCreate($"{scheme}://{host}", UriKind.Absolute, out var address)
            || address.Host.Length == 0)
        {
            return null;
        }

        if (address.Port < 0)
        {
            address = new UriBuilder(address) { Port = SocksPort }.Uri;
        }

        return new ProxyAddress(address, at < 0 ? null : Credentials(rest.Substring(0, at)));
    }

    /// <summary>Returns the address without user name and password.</summary>
    public static Uri Plain(Uri address) => address.UserInfo.Length == 0 ? address
        : new Uri(address.GetLeftPart(UriPartial.Scheme) + address.Authority);

    /// <summary>Returns the credential before the <c>@</c>; null for none.</summary>
    public static NetworkCredential? Credentials(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return null;
        }

        var colon = userInfo.IndexOf(':');
        var user = Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo.Substring(0, colon));
        var password = colon < 0 ? "" : Uri.UnescapeDataString(userInfo.Substring(colon + 1));
        var domain = user.IndexOf('\\');
        return domain < 0
            ? new NetworkCredential(user, password)
            : new NetworkCredential(user.Substring(domain + 1), password, user.Substring(0, domain));
    }
}
