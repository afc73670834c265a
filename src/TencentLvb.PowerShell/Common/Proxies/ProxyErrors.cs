using System.Net;
using System.Reflection;

namespace TencentLvb.Common;

/// <summary>Creates the texts for a proxy that does not forward a request.</summary>
internal static class ProxyErrors
{
    public const int AuthenticationRequired = 407;

    private const string Encoding = "Percent-encode characters that an address cannot contain, for example %40 for @.";

    /// <summary>Determines whether a proxy requires authentication.</summary>
    public static bool IsRefusal(LvbException error) => error.StatusCode == AuthenticationRequired;

    /// <summary>
    /// Returns the status of a proxy that refused to connect to an https address; null for any other failure. (.NET Standard has no
    /// <c>HttpRequestException.StatusCode</c>.)
    /// </summary>
    public static int? TunnelStatus(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is HttpRequestException && StatusOfException.Get?.Invoke(inner, null) is HttpStatusCode status)
            {
                return (int)status;
            }

            if (inner is WebException { Response: HttpWebResponse answer })
            {
                return (int)answer.StatusCode;
            }
        }

        return null;
    }

    /// <summary>Returns what happened, as a clause that begins with the proxy.</summary>
    /// <param name="route">The proxy; null if this machine has none configured but one responded.</param>
    /// <param name="target">The requested address.</param>
    /// <param name="status">The status of the proxy.</param>
    /// <param name="offered">The authentication schemes that it offers, if known.</param>
    public static string What(ProxyRoute? route, Uri target, int status, IReadOnlyCollection<string>? offered = null)
    {
        var proxy = route is null ? $"a proxy on the path to {target.Host}" : $"the proxy {route.Name}";
        if (status != AuthenticationRequired)
        {
            return $"{proxy} refused to connect to {target.Authority} (HTTP status {status})";
        }

        var ways = offered is { Count: > 0 } && !offered.Any(IsBasicOrDigest) ? $"; authentication: {string.Join(", ", offered)}" : "";
        return route?.Credentials is null
            ? $"{proxy} asks for a user name and password (HTTP status 407{ways})"
            : $"{proxy} refused the user name and password{User(route)} (HTTP status 407{ways})";
    }

    /// <summary>Returns the recommended action.</summary>
    public static string Advice(ProxyRoute? route, Uri target, int status) => status switch
    {
        AuthenticationRequired when route?.Variable is { } variable =>
            $"{(route.Credentials is null ? "Add a user name and password to" : "Correct the user name and password in")} "
                + "the proxy's address: "
                + $"$env:{variable} = '{route.Address.Scheme}://user:password@{route.Name}'. {Encoding} Then run the command again.",
        AuthenticationRequired when route is null =>
            $"Specify the proxy with a user name and password: $env:{target.Scheme.ToUpperInvariant()}_PROXY = "
                + $"'http://user:password@proxy.example.com:3128'. {Encoding} Then run the command again.",
        AuthenticationRequired =>
            $"Set the proxy credentials: {DefaultProxyText}.Credentials = (Get-Credential).GetNetworkCredential(), or, for a proxy that "
                + $"accepts the Windows account, {DefaultProxyText}.Credentials = [System.Net.CredentialCache]::DefaultNetworkCredentials."
                + " Then run the command again.",
        >= 500 => "The proxy cannot reach the service. Wait a minute, then try again. "
            + "If the error persists, contact the administrator of the proxy.",
        _ => $"Ask the administrator of the proxy to allow connections to {target.Authority}, or exempt the host: "
            + $"$env:NO_PROXY = '{target.Host}'.",
    };

    /// <summary>
    /// Returns a clause about a variable that is not a valid proxy address. Its value is not shown, because it may contain a password.
    /// </summary>
    public static string Unusable(string variable)
        => $"the request was not sent because the environment variable {variable} does not contain a valid proxy address";

    /// <summary>Returns the recommended action for such a variable.</summary>
    public static string UnusableAdvice(string variable) =>
        $"Set the variable to an address such as 'http://proxy.example.com:3128', or remove it: Remove-Item Env:\\{variable}.";

    private static string DefaultProxyText => OutgoingHandler.IsDesktop
        ? "[System.Net.WebRequest]::DefaultWebProxy"
        : "[System.Net.Http.HttpClient]::DefaultProxy";

    private static bool IsBasicOrDigest(string scheme) =>
        scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase);

    private static string User(ProxyRoute route) =>
        route.Credentials is NetworkCredential { UserName: { Length: > 0 } user } ? $" of '{LogRedaction.Foreign(user)}'" : "";

    private static class StatusOfException
    {
        public static readonly MethodInfo? Get = typeof(HttpRequestException).GetProperty("StatusCode")?.GetMethod;
    }
}
