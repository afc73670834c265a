using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Notifications;

/// <summary>Represents a prefix of <c>Receive-LvbEvent</c>: the addresses to bind, and the path that requests must have.</summary>
internal sealed class ListenPrefix
{
    private const string Scheme = "http://";

    private const string Allowed =
        "Specify http, an address of this machine, a port and a path, for example http://localhost:8080/ or "
        + "http://10.0.0.5:8080/lvb/. To listen on all addresses, specify http://+:8080/.";

    private ListenPrefix(string text, IReadOnlyList<IPAddress> addresses, int port, string path)
    {
        Text = text;
        Addresses = addresses;
        Port = port;
        Path = path;
    }

    /// <summary>Gets the prefix as the user specified it.</summary>
    public string Text { get; }

    /// <summary>Gets the addresses. Those that the machine has must all be bound.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Gets the port; 0 uses a free one.</summary>
    public int Port { get; }

    /// <summary>Gets the path, which ends with a slash.</summary>
    public string Path { get; }

    /// <exception cref="LvbException"><c>LvbInvalidArgument</c>, or <c>LvbListenFailed</c> for a name without an address.</exception>
    public static ListenPrefix Parse(string? prefix)
    {
        var text = (prefix ?? "").Trim();
        if (text.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            throw LvbErrors.InvalidArgument(
                $"-Prefix '{HttpUrl.Shown(text)}': TLS is not supported.",
                "Listen on http://localhost and put a reverse proxy with the certificate in front of it: see about_TencentLvb_Events.");
        }

        // As in the prefixes of other web servers, + and * mean all addresses, but they are not valid hosts of a URI.
        var host = Host(text);
        var anyHost = host is "+" or "*";
        var address = anyHost ? Scheme + "0.0.0.0" + text.Substring(Scheme.Length + 1) : text;
        if (host is null || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != "http"
            || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0
            || text.Substring(Scheme.Length + host.Length).StartsWith(":/", StringComparison.Ordinal)
            || text.EndsWith(":", StringComparison.Ordinal)
            || (!anyHost && !IsPlainHost(host, uri)))
        {
            throw LvbErrors.InvalidArgument($"-Prefix '{HttpUrl.Shown(text)}' is not a valid address to listen on.", Allowed);
        }

        var path = uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? uri.AbsolutePath : uri.AbsolutePath + "/";
        return new ListenPrefix(text, Resolve(uri, anyHost), uri.Port, path);
    }

    /// <summary>Determines whether the path of a request is this path or below it.</summary>
    public bool Matches(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal)
        || (path.Length == Path.Length - 1 && Path.StartsWith(path, StringComparison.Ordinal));

    // Returns the host as written: the text before a colon, a slash or the end; in brackets for IPv6.
    private static string? Host(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text.Substring(Scheme.Length);
        var end = rest.StartsWith("[", StringComparison.Ordinal) ? rest.IndexOf(']') + 1 : rest.IndexOfAny([':', '/', '?', '#']);
        return end == 0 ? null : end < 0 ? rest : rest.Substring(0, end);
    }

    // A URI also reads 0, 2130706433 and 0x7f.1 as addresses, which is never intended.
    private static bool IsPlainHost(string host, Uri uri) => uri.HostNameType switch
    {
        UriHostNameType.IPv4 => CidrBlock.IsIPv4(host),
        UriHostNameType.IPv6 => true,
        UriHostNameType.Dns => host.Equals(uri.Host, StringComparison.OrdinalIgnoreCase)
            && !Array.TrueForAll(host.ToCharArray(), c => c is '.' or (>= '0' and <= '9')),
        _ => false,
    };

    private static IPAddress[] Resolve(Uri uri, bool anyHost)
    {
        if (anyHost)
        {
            return [IPAddress.Any, IPAddress.IPv6Any];
        }

        if (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }

        if (IPAddress.TryParse(uri.DnsSafeHost, out var literal))
        {
            return [literal];
        }

        try
        {
            var found = Dns.GetHostAddresses(uri.DnsSafeHost);
            return found.Length > 0 ? found.Distinct().ToArray() : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            throw EventErrors.ListenFailed(uri.ToString(), uri.Host, error);
        }
    }
}
