using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Connections;

/// <summary>Represents the result of a lookup or a connection.</summary>
internal sealed record ProbeResult(bool Succeeded, string Message, TimeSpan Took);

/// <summary>Looks up and connects to the actual host of requests to an address: the service's, or that of a proxy.</summary>
internal sealed class HostProbe
{
    private readonly Uri _target;
    private readonly string _name;

    private HostProbe(Uri target, string name)
    {
        _target = target;
        _name = name;
    }

    public string Authority => _target.Host + ":" + _target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static HostProbe For(Uri endpoint)
    {
        // Requests to the emulator on this machine use no proxy, as in the client.
        var proxy = ProxySettings.Current.RouteTo(endpoint)?.Address;
        return proxy is null || proxy.Authority == endpoint.Authority
            ? new HostProbe(endpoint, $"the host {endpoint.DnsSafeHost}")
            : new HostProbe(proxy, $"the proxy {proxy.DnsSafeHost} (used to reach {endpoint.DnsSafeHost})");
    }

    public Task<ProbeResult> LookUpAsync(TimeSpan limit, CancellationToken cancellation) => Limited(
        limit,
        async () =>
        {
            if (IPAddress.TryParse(_target.DnsSafeHost, out _))
            {
                return $"{_name} is an IP address and needs no lookup";
            }

            var addresses = await Dns.GetHostAddressesAsync(_target.DnsSafeHost).ConfigureAwait(false);
            return addresses.Length > 0
                ? $"{_name} resolves to {string.Join(", ", addresses.Take(3).Select(a => a.ToString()))}"
                : throw new SocketException((int)SocketError.HostNotFound);
        },
        $"{_name} was not found",
        static () => { },
        cancellation);

    public async Task<ProbeResult> ConnectAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        return await Limited(
            limit,
            async () =>
            {
                await client.ConnectAsync(_target.DnsSafeHost, _target.Port).ConfigureAwait(false);
                return $"port {_target.Port} of {_name} accepts connections";
            },
            $"port {_target.Port} of {_name} did not accept a connection",
            client.Close,
            cancellation).ConfigureAwait(false);
    }

    private static async Task<ProbeResult> Limited(
        TimeSpan limit, Func<Task<string>> work, string failed, Action giveUp, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = work();
        try
        {
            if (await Task.WhenAny(running, Task.Delay(limit, over.Token)).ConfigureAwait(false) == running)
            {
                over.Cancel();
                return new ProbeResult(true, await running.ConfigureAwait(false), clock.Elapsed);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or ArgumentException)
        {
            return new ProbeResult(false, $"{failed} ({e.Message.TrimEnd('.')})", clock.Elapsed);
        }

        // Neither can be canceled on all platforms. It completes on its own, and its result is ignored.
        giveUp();
        _ = running.ContinueWith(static t => t.Exception, TaskScheduler.Default);
        cancellation.ThrowIfCancellationRequested();
        return new ProbeResult(false, $"{failed} within {LvbErrors.Seconds(limit)}", clock.Elapsed);
    }
}
