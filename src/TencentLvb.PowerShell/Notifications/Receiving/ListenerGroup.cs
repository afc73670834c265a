using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Notifications;

/// <summary>Creates the server for an address and a port, which serves these prefixes.</summary>
internal delegate HttpServer ListenerFactory(IPEndPoint endPoint, bool acceptsIPv4, IReadOnlyList<ListenPrefix> prefixes);

/// <summary>Binds the addresses of prefixes: each combination of address and port once, whatever paths are used on it.</summary>
internal sealed class ListenerGroup
{
    private const int PortTries = 20;
    private readonly List<HttpServer> _servers = [];

    public IReadOnlyList<IPEndPoint> EndPoints => _servers.ConvertAll(server => server.LocalEndPoint);

    /// <summary>Binds all addresses. After a failure, <see cref="StopAsync"/> frees those that are bound.</summary>
    /// <exception cref="LvbException"><c>LvbListenFailed</c>; <c>LvbInvalidArgument</c> for prefixes that overlap.</exception>
    public void Start(IReadOnlyList<ListenPrefix> prefixes, ListenerFactory create)
    {
        RefuseOverlaps(prefixes);
        foreach (var prefix in prefixes.Where(prefix => prefix.Port == 0))
        {
            BindFreePort(prefix, create);
        }

        foreach (var port in prefixes.Where(prefix => prefix.Port != 0).GroupBy(prefix => prefix.Port))
        {
            BindPort(port.Key, port.ToList(), create);
        }
    }

    public Task StopAsync(TimeSpan grace) => Task.WhenAll(_servers.ConvertAll(server => server.StopAsync(grace)).ToArray());

    private void BindPort(int port, List<ListenPrefix> prefixes, ListenerFactory create)
    {
        var isBound = new HashSet<ListenPrefix>();
        (ListenPrefix Prefix, IPAddress Address, SocketException Error)? missing = null;
        var acceptsIPv4 = AcceptsIPv4(prefixes);
        foreach (var address in prefixes.SelectMany(prefix => prefix.Addresses).Distinct())
        {
            var served = prefixes.FindAll(prefix => prefix.Addresses.Contains(address));
            var error = TryBind(create(new IPEndPoint(address, port), acceptsIPv4, served));
            if (error is null)
            {
                isBound.UnionWith(served);
            }
            else if (IsMissing(error))
            {
                missing = (served[0], address, error);
            }
            else
            {
                throw EventErrors.ListenFailed(served[0].Text, address, port, error);
            }
        }

        if (missing is { } none && !prefixes.TrueForAll(isBound.Contains))
        {
            throw EventErrors.ListenFailed(none.Prefix.Text, none.Address, port, none.Error);
        }
    }

    // Uses the same port on all addresses of the prefix, so it must be free on each.
    private void BindFreePort(ListenPrefix prefix, ListenerFactory create)
    {
        for (var tries = PortTries; ; tries--)
        {
            var before = _servers.Count;
            var port = 0;
            (IPAddress Address, SocketException Error)? failed = null;
            foreach (var address in prefix.Addresses)
            {
                var refusal = TryBind(create(new IPEndPoint(address, port), AcceptsIPv4([prefix]), [prefix]));
                port = _servers.Count > before ? _servers[before].LocalEndPoint.Port : 0;
                failed = refusal is not null && !(IsMissing(refusal) && prefix.Addresses.Count > 1) ? (address, refusal) : failed;
            }

            if (failed is null && _servers.Count > before)
            {
                return;
            }

            if (failed is null || tries == 0 || failed.Value.Error.SocketErrorCode != SocketError.AddressAlreadyInUse)
            {
                var error = failed?.Error ?? new SocketException((int)SocketError.AddressNotAvailable);
                throw EventErrors.ListenFailed(prefix.Text, failed?.Address ?? prefix.Addresses[0], 0, error);
            }

            _servers.GetRange(before, _servers.Count - before).ForEach(server => server.Dispose());
            _servers.RemoveRange(before, _servers.Count - before);
        }
    }

    private SocketException? TryBind(HttpServer server)
    {
        try
        {
            server.Start();
            _servers.Add(server);
            return null;
        }
        catch (SocketException error)
        {
            server.Dispose();
            return error;
        }
    }

    // [::] without 0.0.0.0 also means IPv4; in addition to 0.0.0.0 it must not.
    private static bool AcceptsIPv4(List<ListenPrefix> prefixes) => !prefixes.Exists(prefix => prefix.Addresses.Contains(IPAddress.Any));

    // The machine has no IPv6 or does not have this address. Anything else is an error, especially an address that another process uses:
    // clients that try that address first would connect to the other process.
    private static bool IsMissing(SocketException error) => error.SocketErrorCode
        is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable
        or SocketError.ProtocolNotSupported or SocketError.ProtocolFamilyNotSupported;

    // Refuses a prefix that means all addresses in combination with one of the same port that means one of them: the system would not
    // bind both.
    private static void RefuseOverlaps(IReadOnlyList<ListenPrefix> prefixes)
    {
        foreach (var any in prefixes.Where(prefix => prefix.Port != 0 && prefix.Addresses.Any(IsAny)))
        {
            if (prefixes.FirstOrDefault(other => other.Port == any.Port && other.Addresses.Any(address => !IsAny(address))) is { } one)
            {
                throw LvbErrors.InvalidArgument(
                    $"-Prefix '{any.Text}' and '{one.Text}' overlap: the first already includes the address of the second.",
                    "Use the same host in all prefixes with the same port, and distinguish them by path.");
            }
        }
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
