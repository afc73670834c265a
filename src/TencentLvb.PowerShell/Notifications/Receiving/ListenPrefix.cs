using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Notifications;

/// <summary>A prefix of <c>Receive-LvbEvent</c>: the addresses to bind, and the path that requests must have.</summary>
internal sealed class ListenPrefix
{
    private const string Allowed =
        "Give http, an address of this machine, a port and a path, as http://localhost:8080/ or http://10.0.0.5:8080/lvb/; http://+:8080/ listens on all addresses.";

    private ListenPrefix(string text, IReadOnlyList<IPAddress> addresses, int port, string path)
    {
        Text = text;
        Addresses = addresses;
        Port = port;
        Path = path;
    }

    /// <summary>As the user wrote it.</summary>
    public string Text { get; }

    /// <summary>The first must be bound; the others as far as the machine has them.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>0 takes a free one.</summary>
    public int Port { get; }

    /// <summary>With a slash at its end.</summary>
    public string Path { get; }

    /// <exception cref="LvbException"><c>LvbInvalidArgument</c>, or <c>LvbListenFailed</c> for a name that has no address.</exception>
    public static ListenPrefix Parse(string? prefix)
    {
        var text = (prefix ?? "").Trim();
        // + and * stand for all addresses, as in other web servers' prefixes, but are none in a URI.
        var anyHost = text.StartsWith("http://+", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://*", StringComparison.OrdinalIgnoreCase);
        var address = anyHost ? "http://0.0.0.0" + text.Substring("http://+".Length) : text;
        if (text.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            throw LvbErrors.InvalidArgument(
                $"-Prefix '{HttpUrl.Shown(text)}': TLS is not spoken here.",
                "Listen on http://localhost and put a reverse proxy with the certificate in front: see about_TencentLvb_Events.");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != "http" || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            throw LvbErrors.InvalidArgument($"-Prefix '{HttpUrl.Shown(text)}' is no address to listen on.", Allowed);
        }

        var path = uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? uri.AbsolutePath : uri.AbsolutePath + "/";
        return new ListenPrefix(text, Resolve(uri, anyHost), uri.Port, path);
    }

    /// <summary>Whether a request's path is this one or lies below it.</summary>
    public bool Matches(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal) || (path.Length == Path.Length - 1 && Path.StartsWith(path, StringComparison.Ordinal));

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
            return Dns.GetHostAddresses(uri.DnsSafeHost);
        }
        catch (SocketException error)
        {
            throw EventErrors.ListenFailed(uri.ToString(), $"the name '{uri.Host}' has no address.", error);
        }
    }
}
