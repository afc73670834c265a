using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace TencentLvb.Common;

/// <summary>
/// Represents the addresses that are reached without the proxy, as listed in <c>NO_PROXY</c>. Tools differ in the forms that they accept;
/// this list accepts all common ones: <c>*</c>, a host or domain (with its subdomains), <c>.domain</c>, <c>*.domain</c>, <c>10.*</c>, an
/// address, a network such as <c>10.0.0.0/8</c> or <c>fd00::/8</c>, each with or without <c>:port</c>, and <c>&lt;local&gt;</c> for names
/// without a dot.
/// </summary>
internal sealed class NoProxyList
{
    private readonly Entry[] _entries;

    public NoProxyList(string? text) => _entries =
        [.. (text ?? "").Split([',', ';', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(one => new Entry(one))];

    /// <summary>Determines whether an address is reached directly.</summary>
    public bool Contains(Uri address) => Array.Exists(_entries, entry => entry.Matches(address));

    private sealed class Entry
    {
        private readonly string _host;
        private readonly int? _port;
        private readonly CidrBlock? _network;

        public Entry(string text)
        {
            var scheme = text.IndexOf("://", StringComparison.Ordinal);
            (_host, _port) = Split((scheme < 0 ? text : text.Substring(scheme + "://".Length)).TrimEnd('/'));
            _network = CidrBlock.Parse(_host);
            _host = _host.TrimEnd('.');
        }

        public bool Matches(Uri address) => (_port is null || _port == address.Port) && MatchesHost(address.DnsSafeHost.TrimEnd('.'));

        private bool MatchesHost(string host)
        {
            if (_network is not null)
            {
                return IPAddress.TryParse(host, out var ip) && _network.Contains(ip);
            }

            if (_host == "<local>")
            {
                return host.IndexOf('.') < 0 && host.IndexOf(':') < 0;
            }

            var name = _host.StartsWith("*.", StringComparison.Ordinal) ? _host.Substring(1) : _host;
            if (name.IndexOf('*') >= 0)
            {
                return IsLike(host, name);
            }

            var domain = name.TrimStart('.');
            return domain.Length > 0
                && (host.Equals(domain, StringComparison.OrdinalIgnoreCase)
                || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
        }

        private static bool IsLike(string host, string pattern) => Regex.IsMatch(
            host,
            @"\A" + Regex.Escape(pattern).Replace(@"\*", ".*") + @"\z",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        // A port after a colon, unless the colons belong to an IPv6 address.
        private static (string Host, int? Port) Split(string text)
        {
            if (text.StartsWith("[", StringComparison.Ordinal) && text.IndexOf(']') is > 0 and var end)
            {
                var behind = text.Substring(end + 1);
                return behind.StartsWith("/", StringComparison.Ordinal)
                    ? (text.Substring(1, end - 1) + behind, null)
                    : (text.Substring(1, end - 1), Port(behind.TrimStart(':')));
            }

            var colon = text.IndexOf(':');
            return colon >= 0 && colon == text.LastIndexOf(':') && Port(text.Substring(colon + 1)) is { } port
                ? (text.Substring(0, colon), port)
                : (text, null);
        }

        private static int? Port(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }
}
