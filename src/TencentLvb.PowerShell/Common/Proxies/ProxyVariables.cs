namespace TencentLvb.Common;

/// <summary>A variable of the environment that names a proxy.</summary>
internal readonly record struct ProxyVariable(string Name, string Value);

/// <summary>
/// What the environment says of proxies, in the order of precedence that most tools share: the name of the scheme before
/// <c>ALL_PROXY</c>, lower case before upper case (on Windows there is no difference).
/// </summary>
internal sealed record ProxyVariables(ProxyVariable? Http, ProxyVariable? Https, string? NoProxy)
{
    public static ProxyVariables Read(Func<string, string?>? variable = null)
    {
        var read = variable ?? Environment.GetEnvironmentVariable;
        var all = First(read, "all_proxy", "ALL_PROXY");

        // In a program that a web server started for a request, HTTP_PROXY is that request's header "Proxy": anyone may have written it.
        var http = read("GATEWAY_INTERFACE") is null ? First(read, "http_proxy", "HTTP_PROXY") : First(read, "http_proxy");
        return new ProxyVariables(http ?? all, First(read, "https_proxy", "HTTPS_PROXY") ?? all,
            First(read, "no_proxy", "NO_PROXY")?.Value);
    }

    /// <summary>The variable that names the proxy for an address; null for none.</summary>
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
