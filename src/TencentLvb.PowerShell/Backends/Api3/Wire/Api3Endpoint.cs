using System.Collections.Concurrent;
using System.Globalization;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents the address of a product, and the Host header that its requests contain and sign.</summary>
internal sealed class Api3Endpoint
{
    private static readonly ConcurrentDictionary<(string Service, LvbSite Site), Api3Endpoint> OfProducts = new();

    private static Api3Endpoint? last;

    private Api3Endpoint(Uri address)
    {
        Address = address;
        Host = address.HostNameType == UriHostNameType.IPv6 || (address.IsDefaultPort && address.IdnHost == address.Host)
            ? address.Authority
            : address.IdnHost + (address.IsDefaultPort ? "" : ":" + address.Port.ToString(CultureInfo.InvariantCulture));
    }

    public Uri Address { get; }

    public string Host { get; }

    /// <summary>Returns the product's address on a site.</summary>
    public static Api3Endpoint Of(string service, LvbSite site) => OfProducts.GetOrAdd((service, site), static key => new Api3Endpoint(
        new Uri("https://" + key.Service + (key.Site == LvbSite.International ? ".intl" : "") + ".tencentcloudapi.com/")));

    /// <summary>Returns a custom address. A connection has only one, and uses it thousands of times.</summary>
    public static Api3Endpoint Of(Uri address)
    {
        var known = Volatile.Read(ref last);
        if (known is null || !ReferenceEquals(known.Address, address))
        {
            known = new Api3Endpoint(address);
            Volatile.Write(ref last, known);
        }

        return known;
    }
}
