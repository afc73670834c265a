using System.Net;

namespace TencentLvb.Downloads;

/// <summary>
/// Recognizes addresses that have a different meaning on every machine. Only the address itself is checked, in any notation. Names are
/// not resolved, so a name in a private network, or one that leads to it, is followed.
/// </summary>
internal static class LocalAddress
{
    private const string Metadata = "metadata.tencentyun.com";

    /// <summary>Determines whether it is loopback, "localhost", or the unspecified address, which Linux treats as loopback.</summary>
    public static bool IsThisMachine(Uri address) => Parse(address) is { } ip
        ? IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)
        : Name(address) is var name && (name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal));

    /// <summary>
    /// Determines whether it is link-local: only neighbors of this machine, and the metadata services of clouds (169.254.169.254).
    /// </summary>
    public static bool IsLinkLocal(Uri address) => Parse(address) is { } ip
        ? ip.IsIPv6LinkLocal || (ip.GetAddressBytes() is { Length: 4 } bytes && bytes[0] == 169 && bytes[1] == 254)
        : Name(address) == Metadata;

    private static IPAddress? Parse(Uri address) => IPAddress.TryParse(Name(address), out var ip) ? Embedded(ip) ?? ip : null;

    // Extracts an IPv4 address from an IPv6 address: mapped (::ffff:0:0/96), compatible (::/96) or translated (64:ff9b::/96).
    private static IPAddress? Embedded(IPAddress ip)
    {
        if (ip.GetAddressBytes() is not { Length: 16 } bytes)
        {
            return null;
        }

        var isEmbedded = ip.IsIPv4MappedToIPv6
            || bytes.Take(12).SequenceEqual(new byte[] { 0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0 })
            || (bytes.Take(12).All(b => b == 0) && !IPAddress.IPv6Any.Equals(ip) && !IPAddress.IPv6Loopback.Equals(ip));
        return isEmbedded ? new IPAddress(bytes.Skip(12).ToArray()) : null;
    }

    // Normalizes the name as for a lookup: digits and letters beyond ASCII (U+2460, full-width ones) become ASCII.
    private static string Name(Uri address)
    {
        string host;
        try
        {
            host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.DnsSafeHost;
        }
        catch (UriFormatException)
        {
            host = address.DnsSafeHost;
        }

        return host.TrimEnd('.').ToLowerInvariant();
    }
}
