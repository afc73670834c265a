using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Views;

/// <summary>
/// Who may see a dashboard: the browser that opened its address first. The address works once; from then on a cookie counts, which scripts
/// cannot read, which other sites' requests do not carry, and whose name holds the port, since cookies know none.
/// </summary>
internal sealed class DashboardSession
{
    private readonly string _ticket = Secret();
    private readonly string _value = Secret();
    private int _isUsed;

    public DashboardSession(int port)
    {
        var number = port.ToString(CultureInfo.InvariantCulture);
        Origins = ["http://127.0.0.1:" + number, "http://localhost:" + number];
        CookieName = "lvb-dashboard-" + number;
    }

    public string CookieName { get; }

    /// <summary>The origins that the page has; a name of another origin that leads here is refused.</summary>
    public IReadOnlyList<string> Origins { get; }

    /// <summary>The address to open. It works once.</summary>
    public string Address => $"{Origins[0]}/open?{_ticket}";

    public string SetCookie => $"{CookieName}={_value}; Path=/; HttpOnly; SameSite=Strict";

    /// <summary>Whether the ticket is right and was not used before; it then is.</summary>
    public bool TryOpen(string ticket) => IsSame(ticket, _ticket) && Interlocked.Exchange(ref _isUsed, 1) == 0;

    /// <summary>Whether a request's cookies hold the session's.</summary>
    public bool Admits(IEnumerable<string> cookies) => cookies
        .SelectMany(line => line.Split(';')).Select(cookie => cookie.Trim())
        .Where(cookie => cookie.StartsWith(CookieName + "=", StringComparison.Ordinal))
        .Any(cookie => IsSame(cookie.Substring(CookieName.Length + 1), _value));

    /// <summary>Whether a Host header names this server.</summary>
    public bool IsOwnHost(string? host) => host is not null && Origins.Contains("http://" + host, StringComparer.OrdinalIgnoreCase);

    private static string Secret()
    {
        var bytes = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    // In a time that does not depend on where they differ.
    private static bool IsSame(string given, string expected)
    {
        var (a, b) = (Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
        var difference = a.Length ^ b.Length;
        for (var i = 0; i < a.Length; i++)
        {
            difference |= a[i] ^ b[i % b.Length];
        }

        return difference == 0;
    }
}
