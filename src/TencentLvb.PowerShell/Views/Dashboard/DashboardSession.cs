using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Views;

/// <summary>
/// Limits a dashboard to the browser that first opened its address. The address works once. After that a cookie is required, which
/// scripts cannot read, which requests of other sites do not contain, and whose name contains the port, because cookies do not
/// distinguish ports.
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

    /// <summary>Gets the origins of the page. Requests with another host name that resolves to this machine are refused.</summary>
    public IReadOnlyList<string> Origins { get; }

    /// <summary>Gets the address to open. It works once.</summary>
    public string Address => $"{Origins[0]}/open?{_ticket}";

    public string SetCookie => $"{CookieName}={_value}; Path=/; HttpOnly; SameSite=Strict";

    /// <summary>Returns whether the ticket is valid and unused, and marks it as used.</summary>
    public bool TryOpen(string ticket) => IsSame(ticket, _ticket) && Interlocked.Exchange(ref _isUsed, 1) == 0;

    /// <summary>Determines whether the cookies of a request contain that of the session.</summary>
    public bool Admits(IEnumerable<string> cookies) => cookies
        .SelectMany(line => line.Split(';')).Select(cookie => cookie.Trim())
        .Where(cookie => cookie.StartsWith(CookieName + "=", StringComparison.Ordinal))
        .Any(cookie => IsSame(cookie.Substring(CookieName.Length + 1), _value));

    /// <summary>Determines whether a Host header specifies this server.</summary>
    public bool IsOwnHost(string? host) => host is not null && Origins.Contains("http://" + host, StringComparer.OrdinalIgnoreCase);

    private static string Secret()
    {
        var bytes = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    // Takes the same time regardless of where they differ.
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
