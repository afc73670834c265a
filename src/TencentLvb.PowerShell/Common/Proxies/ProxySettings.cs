using System.Net;
using System.Reflection;
using System.Runtime.InteropServices;

namespace TencentLvb.Common;

/// <summary>
/// Which proxy stands between this machine and an address: the one that the session set for .NET (<c>HttpClient.DefaultProxy</c>, in
/// Windows PowerShell <c>WebRequest.DefaultWebProxy</c>), else that of <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c> or <c>ALL_PROXY</c>, else the
/// system's.
/// This machine itself is always asked directly.
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
    /// The settings as they are now. .NET reads the environment once in a process; a session may set a proxy, or its password, at any time.
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
    /// Whether all is left to the system: its settings may name several proxies for an address, and .NET alone tries one after the other.
    /// </summary>
    public bool IsSystems => !IsOfSession && _variables is { Http: null, Https: null } && _default is not null
        && _variables.NoProxy is null && _defaultCredentials is null && !IsEnvironments;

    // What .NET made itself is not public; what a session sets is.
    private bool IsOfSession => _default?.GetType().IsVisible == true;

    // .NET's copy of the environment as it was when the process first asked for a proxy.
    private bool IsEnvironments => _default?.GetType().Name == "HttpEnvironmentProxy";

    /// <summary>The variable that should name the proxy for an address, and holds what cannot be one; null for none.</summary>
    public string? UnusableVariable(Uri address) =>
        UsesVariables(address) && For(address) is null && !_noProxy.Contains(address) ? _variables.For(address)?.Name : null;

    /// <summary>The proxy on the way to an address; null for none.</summary>
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

    /// <summary>What a proxy is told that asks who we are.</summary>
    /// <param name="proxy">The proxy's address.</param>
    /// <param name="scheme">How it asks: Basic, Digest, NTLM, Negotiate, or the scheme of a SOCKS proxy.</param>
    public NetworkCredential? CredentialFor(Uri proxy, string scheme)
    {
        ProxyRoute?[] named = IsOfSession ? [] : Array.FindAll([_https, _http], one => one?.Address == proxy);
        if (named.Length == 0)
        {
            return (_defaultCredentials ?? InAddress(proxy))?.GetCredential(proxy, scheme);
        }

        // What the session set is for its own proxy, not for one that the environment names.
        if (Array.Find(named, one => one!.Credentials is not null)?.Credentials is not { } credentials)
        {
            return null;
        }

        // These sign a user of Windows in; elsewhere .NET cannot, and would not try the next way that the proxy offers.
        return scheme is "NTLM" or "Negotiate" && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? null
            : credentials.GetCredential(proxy, scheme);
    }

    // .NET asks with the address that it was given, which has no user name.
    private NetworkCredential? InAddress(Uri proxy)
        => _default is WebProxy { Address: { UserInfo.Length: > 0 } address } && ProxyAddress.Plain(address) == proxy
            ? ProxyAddress.Credentials(address.UserInfo)
            : null;

    private bool UsesVariables(Uri address) => !IsOfSession && !address.IsLoopback && _variables.For(address) is not null;

    private ProxyRoute? For(Uri address) => address.Scheme == "https" ? _https : _http;

    private static ProxyRoute? Route(ProxyVariable? variable) => variable is { } one && ProxyAddress.Parse(one.Value) is { } proxy
        ? new ProxyRoute(proxy.Address, proxy.Credential, one.Name)
        : null;

    /// <summary>The proxy that .NET uses where none is named: not part of .NET Standard.</summary>
    private static class DefaultProxy
    {
        private static readonly Func<IWebProxy?> Get =
            typeof(HttpClient).GetProperty("DefaultProxy", BindingFlags.Public | BindingFlags.Static)?.GetMethod is { } get
                ? (Func<IWebProxy?>)get.CreateDelegate(typeof(Func<IWebProxy?>))
                : static () => WebRequest.DefaultWebProxy;

        public static IWebProxy? Value => Get();
    }
}
