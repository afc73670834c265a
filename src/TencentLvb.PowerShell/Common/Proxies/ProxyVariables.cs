namespace TencentLvb.Common;

/// <summary>Represents an environment variable that specifies a proxy.</summary>
internal readonly record struct ProxyVariable(string Name, string Value);

/// <summary>
/// Holds the proxy variables of the environment in the order of precedence that most tools share: the variable of the scheme before
/// <c>ALL_PROXY</c>, lowercase before uppercase (on Windows there is no difference).
/// </summary>
internal sealed record ProxyVariables(ProxyVariable? Http, ProxyVariable? Https, string? NoProxy)
{
    public static ProxyVariables Read(Func<string, string?>? variable = null)
    {
        var read = variable ?? Environment.GetEnvironmentVariable;
        var all = First(read, "all_proxy", "ALL_PROXY");

        // In a program that a web server started for a request, HTTP_PROXY is the "Proxy" header of that request, which anyone may have
        // sent.
        var http = read("GATEWAY_INTERFACE") is null ? First(read, "http_proxy", "HTTP_PROXY") : First(read, "http_proxy");
        return new ProxyVariables(http ?? all, First(read, "https_proxy", "HTTPS_PROXY") ?? all,
            First(read, "no_proxy", "NO_PROXY")?.Value);
    }

    /// <summary>Returns the variable that specifies the proxy for an address; null for none.</summary>
    public ProxyVariable? For(Uri address) => address.Scheme == "https" ? Https : Http;

    private static ProxyVariable? First(Func<string, string?> read, params string[] names)
    {
        foreach (var name in names)
        {
            if (read(name) is { } value && !string.IsNullOrWhiteSpace(value))
            {
                return new ProxyVariable(name, value);
            }
        }

        return null;
    }
}
