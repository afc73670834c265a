using System.Globalization;
using System.Net;

namespace TencentLvb.Notifications;

/// <summary>An IP address, or a network in CIDR notation.</summary>
internal sealed class CidrBlock
{
    private readonly byte[] _network;
    private readonly int _bits;

    private CidrBlock(byte[] network, int bits)
    {
        _network = network;
        _bits = bits;
    }

    /// <summary>Reads <c>10.1.2.3</c>, <c>10.1.0.0/16</c>, <c>2001:db8::/32</c>; null for anything else.</summary>
    public static CidrBlock? Parse(string? text)
    {
        var parts = (text ?? "").Trim().Split('/');
        if (parts.Length > 2 || !IsWritten(parts[0]) || !IPAddress.TryParse(parts[0], out var address))
        {
            return null;
        }

        var bytes = Plain(address).GetAddressBytes();
        var bits = bytes.Length * 8;
        if (parts.Length == 2
            && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > bytes.Length * 8))
        {
            return null;
        }

        return new CidrBlock(bytes, bits);
    }

    public bool Contains(IPAddress address)
    {
        var bytes = Plain(address).GetAddressBytes();
        if (bytes.Length != _network.Length)
        {
            return false;
        }

        for (int i = 0, left = _bits; left > 0; i++, left -= 8)
        {
            var mask = left >= 8 ? 0xff : 0xff << (8 - left);
            if (((bytes[i] ^ _network[i]) & mask) != 0)
            {
                return false;
            }
        }

        return true;
    }

    // An IPv4 sender at an IPv6 socket is the same sender.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // IPAddress.TryParse takes "1" for 0.0.0.1, which nobody means here.
    private static bool IsWritten(string text) => text.IndexOf(':') >= 0 || text.Split('.').Length == 4;
}
