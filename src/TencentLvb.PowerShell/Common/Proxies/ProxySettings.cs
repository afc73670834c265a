using System.Net;
using System.Reflection;
using System.Runtime.InteropServices;

namespace TencentLvb.Common;

/// <summary>
/// Determines the proxy between this machine and an address: the one that the session set for .NET (<c>HttpClient.DefaultProxy</c>, in
/// Windows PowerShell <c>WebRequest.DefaultWebProxy</c>), otherwise that of <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c> or <c>ALL_PROXY</c>,
/// otherwise the system's. Connections to this machine never use a proxy.
/// </summary>
internal sealed class ProxySettings
{
    private static ProxySettings? _current;

    private readonly ProxyVariables _variables;
    private readonly IWebProxy? _default;
    private readonly ICredentials? _defaultCredentials;
    private readonly NoProxyList _noProxy;
    private readonly ProxyRoute? _http;
    private readonly ProxyRoute? _https;

    internal ProxySettings(ProxyVariables variables, IWebProxy? defaultProxy)
    {
        _variables = variables;
        _default = defaultProxy;
        _defaultCredentials = defaultProxy?.Credentials;
        _noProxy = new NoProxyList(variables.NoProxy);
        _http = Route(variables.Http);
        _https = Route(variables.Https);
    }

    /// <summary>
    /// Gets the current settings. .NET reads the environment only once per process, but a session can set a proxy, or its password, at
    /// any time.
    /// </summary>
    public static ProxySettings Current
    {
        get
        {
            var variables = ProxyVariables.Read();
            var proxy = DefaultProxy.Value;
            var known = Volatile.Read(ref _current);
            if (known is null || known._variables != variables || known._default != proxy
                || known._defaultCredentials != proxy?.Credentials)
            {
                Volatile.Write(ref _current, known = new ProxySettings(variables, proxy));
            }

            return known;
        }
    }

    /// <summary>
    /// Indicates that only the system's settings apply. They may contain several proxies for an address, and only .NET can try them in
    /// turn.
    /// </summary>
    public bool IsSystems => !IsOfSession && _variables is { Http: null, Https: null } && _default is not null
        && _variables.NoProxy is null && _defaultCredentials is null && !IsEnvironments;

    // The type that .NET creates is not public; the type that a session sets is.
    private bool IsOfSession => _default?.GetType().IsVisible == true;

    // The copy of the environment that .NET made when the process first required a proxy.
    private bool IsEnvironments => _default?.GetType().Name == "HttpEnvironmentProxy";

    /// <summary>
    /// Returns the variable that should specify the proxy for an address but is not a valid proxy address; null for none.
    /// </summary>
    public string? UnusableVariable(Uri address) =>
        UsesVariables(address) && For(address) is null && !_noProxy.Contains(address) ? _variables.For(address)?.Name : null;

    /// <summary>Returns the proxy for an address; null for none.</summary>
    public ProxyRoute? RouteTo(Uri address)
    {
        if (address.IsLoopback)
        {
            return null;
        }

        if (_noProxy.Contains(address))
        {
            return null;
        }

        if (UsesVariables(address))
        {
            return For(address);
        }

        if (_default is null || IsEnvironments || _default.IsBypassed(address)
            || _default.GetProxy(address) is not { } found || found == address)
        {
            return null;
        }

        return new ProxyRoute(ProxyAddress.Plain(found), _defaultCredentials ?? ProxyAddress.Credentials(found.UserInfo), Variable: null);
    }

    /// <summary>Returns the credential for a proxy that requires authentication.</summary>
    /// <param name="proxy">The address of the proxy.</param>
    /// <param name="scheme">The scheme: Basic, Digest, NTLM, Negotiate, or the scheme of a SOCKS proxy.</param>
    public NetworkCredential? CredentialFor(Uri proxy, string scheme)
    {
        ProxyRoute?[] named = IsOfSession ? [] : Array.FindAll([_https, _http], one => one?.Address == proxy);
        if (named.Length == 0)
        {
            return (_defaultCredentials ?? InAddress(proxy))?.GetCredential(proxy, scheme);
        }

        // The credentials of the session apply to its own proxy, not to one from the environment.
        if (Array.Find(named, one => one!.Credentials is not null)?.Credentials is not { } credentials)
        {
            return null;
        }

        // These schemes sign in a Windows user. On other systems .NET cannot, and would not try the next scheme that the proxy offers.
        return scheme is "NTLM" or "Negotiate" && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? null
            : credentials.GetCredential(proxy, scheme);
    }

    // .NET asks with the address that it was passed, which has no user name.
    private NetworkCredential? InAddress(Uri proxy)
        => _default is WebProxy { Address: { UserInfo.Length: > 0 } address } && ProxyAddress.Plain(address) == proxy
            ? ProxyAddress.Credentials(address.UserInfo)
            : null;

    private bool UsesVariables(Uri address) => !IsOfSession && !address.IsLoopback && _variables.For(address) is not null;

    private ProxyRoute? For(Uri address) => address.Scheme == "https" ? _https : _http;

    private static ProxyRoute? Route(ProxyVariable? variable) => variable is { } one && ProxyAddress.Parse(one.Value) is { } proxy
        ? new ProxyRoute(proxy.Address, proxy.Credential, one.Name)
        : null;

    /// <summary>The default proxy of .NET, which is not part of .NET Standard.</summary>
    private static class DefaultProxy
    {
        private static readonly Func<IWebProxy?> Get =
            typeof(HttpClient).GetProperty("DefaultProxy", BindingFlags.Public | BindingFlags.Static)?.GetMethod is { } get
                ? (Func<IWebProxy?>)get.CreateDelegate(typeof(Func<IWebProxy?>))
                : static () => WebRequest.DefaultWebProxy;

        public static IWebProxy? Value => Get();
    }
}
