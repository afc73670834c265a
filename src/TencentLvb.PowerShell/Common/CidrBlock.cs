using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Common;

/// <summary>Represents an IP address, or a network in CIDR notation.</summary>
internal sealed class CidrBlock
{
    private const int MappedBits = 96;
    private readonly byte[] _network;
    private readonly int _bits;

    private CidrBlock(byte[] network, int bits)
    {
        _network = network;
        _bits = bits;
    }

    /// <summary>
    /// Parses <c>10.1.2.3</c>, <c>10.1.0.0/16</c>, <c>2001:db8::/32</c>; null for anything else, including other notations of addresses
    /// (<c>10.1</c>, <c>0x0a010203</c>, <c>010.1.2.3</c>) that systems interpret differently.
    /// </summary>
    public static CidrBlock? Parse(string? text)
    {
        var parts = (text ?? "").Trim().Split('/');
        if (parts.Length > 2 || !(IsIPv4(parts[0]) || IsIPv6(parts[0])) || !IPAddress.TryParse(parts[0], out var address))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        var bits = bytes.Length * 8;
        if (parts.Length == 2 && !TryReadBits(parts[1], bits, out bits))
        {
            return null;
        }

        // An IPv4 network in IPv6 notation is the same as the IPv4 network.
        return address.IsIPv4MappedToIPv6 && bits >= MappedBits
            ? new CidrBlock(Plain(address).GetAddressBytes(), bits - MappedBits)
            : new CidrBlock(bytes, bits);
    }

    /// <summary>Determines whether a text has four decimal parts without leading zeros.</summary>
    public static bool IsIPv4(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, part =>
            part.Length is >= 1 and <= 3
            && (part.Length == 1 || part[0] != '0')
            && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value <= 255);
    }

    /// <summary>Determines whether it contains an address. An IPv4 sender on an IPv6 socket is the same sender.</summary>
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

    /// <summary>Converts an IPv4 address in IPv6 notation to IPv4.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // Without brackets, port and zone. An IPv4 address at its end must be as strict as a separate one.
    private static bool IsIPv6(string text)
    {
        var last = text.LastIndexOf(':');
        var tail = text.Substring(last + 1);
        return last >= 0
            && Array.TrueForAll(text.Substring(0, last).ToCharArray(), IsIPv6Character)
            && (tail.IndexOf('.') >= 0 ? IsIPv4(tail) : Array.TrueForAll(tail.ToCharArray(), IsIPv6Character))
            && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static bool IsIPv6Character(char c) => c is ':' or (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private static bool TryReadBits(string text, int most, out int bits) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bits)
        && bits <= most
        && (text.Length == 1 || text[0] != '0');
}
