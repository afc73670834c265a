using System.Net;

namespace TencentLvb.Downloads;

/// <summary>
/// Addresses that mean something else on every machine. Only what the address itself says is looked at, in any notation; names are not
/// resolved, so that a name of a private network, or one that leads to it, is followed.
/// </summary>
internal static class LocalAddress
{
    private const string Metadata = "metadata.tencentyun.com";

    /// <summary>Loopback, "localhost", and the unspecified address, which Linux takes for loopback.</summary>
    public static bool IsThisMachine(Uri address) => Parse(address) is { } ip
        ? IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)
        : Name(address) is var name && (name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal));

    /// <summary>Link-local: nothing but this machine's neighbours, and the metadata services of clouds (169.254.169.254).</summary>
    public static bool IsLinkLocal(Uri address) => Parse(address) is { } ip
        ? ip.IsIPv6LinkLocal || (ip.GetAddressBytes() is { Length: 4 } bytes && bytes[0] == 169 && bytes[1] == 254)
        : Name(address) == Metadata;

    private static IPAddress? Parse(Uri address) => IPAddress.TryParse(Name(address), out var ip) ? Embedded(ip) ?? ip : null;

    // An IPv4 address within an IPv6 one: mapped (::ffff:0:0/96), compatible (::/96) or translated (64:ff9b::/96).
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

    // As it is looked up: other digits and letters than those of ASCII (U+2460, full-width ones) become plain ones before.
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
