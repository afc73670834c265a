using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Http;

/// <summary>
/// Represents the source for which a connection is counted: its IPv4 address, or the /64 network of its IPv6 address, in which one sender
/// can use any number of addresses.
/// </summary>
internal readonly record struct HttpSource(ulong High, ulong Low)
{
    public static HttpSource Of(IPAddress? address)
    {
        if (address is null)
        {
            return default;
        }

        var plain = CidrBlock.Plain(address);
        var bytes = plain.GetAddressBytes();
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return new HttpSource(0xffff, Number(bytes, 0, bytes.Length));
        }

        return new HttpSource(Number(bytes, 0, 8), IPAddress.IsLoopback(plain) ? 1u : 0u);
    }

    private static ulong Number(byte[] bytes, int start, int count)
    {
        ulong number = 0;
        for (var i = start; i < start + count; i++)
        {
            number = (number << 8) | bytes[i];
        }

        return number;
    }
}
