using System.Net;

namespace TencentLvb.Downloads;

/// <summary>
/// Addresses that mean something else on every machine. Only what the address itself says is looked at, in any notation; names are not
/// resolved, so that a name of a private network, or one that leads to it, is followed.
/// </summary>
internal static class LocalAddress
{
    /// <summary>Loopback, "localhost", and the unspecified address, which Linux takes for loopback.</summary>
    public static bool IsThisMachine(Uri address) => Parse(address) is { } ip
        ? IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)
        : Name(address) is var name && (name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal));

    /// <summary>Link-local: nothing but this machine's neighbours, and the metadata services of clouds (169.254.169.254).</summary>
    public static bool IsLinkLocal(Uri address) => Parse(address) is { } ip
        && (ip.IsIPv6LinkLocal || (ip.GetAddressBytes() is { Length: 4 } bytes && bytes[0] == 169 && bytes[1] == 254));

    private static IPAddress? Parse(Uri address) =>
        IPAddress.TryParse(Name(address), out var ip) ? ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip : null;

    private static string Name(Uri address) => address.DnsSafeHost.TrimEnd('.').ToLowerInvariant();
}
