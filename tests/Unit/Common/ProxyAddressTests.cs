using System.Net;

namespace TencentLvb.Unit.Common;

/// <summary>Proxy addresses as users write them in environment variables.</summary>
public sealed class ProxyAddressTests
{
    [Theory]
    [InlineData("http://user:pw@proxy.example.com:3128", "http://proxy.example.com:3128/", "user", "pw", "")]
    [InlineData("http://proxy.example.com:3128/", "http://proxy.example.com:3128/", null, null, null)]
    [InlineData("proxy.example.com:3128", "http://proxy.example.com:3128/", null, null, null)]
    [InlineData("proxy", "http://proxy/", null, null, null)]
    [InlineData("user:pw@proxy:3128", "http://proxy:3128/", "user", "pw", "")]
    [InlineData(" HTTP://user@proxy:3128 ", "http://proxy:3128/", "user", "", "")]
    [InlineData("http://us%40er:p%3Aw%2F%25@proxy:1", "http://proxy:1/", "us@er", "p:w/%", "")]
    [InlineData("http://user:p@ss/w#rd?@proxy:1", "http://proxy:1/", "user", "p@ss/w#rd?", "")]
    [InlineData("http://CORP\\user:pw@proxy:1", "http://proxy:1/", "user", "pw", "CORP")]
    [InlineData("http://CORP%5Cuser:pw@proxy:1", "http://proxy:1/", "user", "pw", "CORP")]
    [InlineData("http://[::1]:3128", "http://[::1]:3128/", null, null, null)]
    [InlineData("https://user:pw@proxy", "https://proxy/", "user", "pw", "")]
    [InlineData("socks5://user:pw@proxy", "socks5://proxy:1080/", "user", "pw", "")]
    [InlineData("http://@proxy:1", "http://proxy:1/", null, null, null)]
    public void An_address_may_contain_user_name_and_password(string text, string address, string? user, string? password, string? domain)
    {
        var proxy = ProxyAddress.Parse(text)!;

        Assert.Equal(new Uri(address), proxy.Address);
        Assert.Equal(user, proxy.Credential?.UserName);
        Assert.Equal(password, proxy.Credential?.Password);
        Assert.Equal(domain, proxy.Credential?.Domain);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("http://proxy:99999")]
    [InlineData("http://proxy example:1")]
    [InlineData("ftp://proxy:21")]
    [InlineData("http://proxy:3128/path")]
    [InlineData("http://user:pw@")]
    public void Text_that_is_not_an_address_is_refused(string text) => Assert.Null(ProxyAddress.Parse(text));

    [Theory]
    [InlineData("*", "http://fcgi.example.com/", true)]
    [InlineData("fcgi.example.com", "http://fcgi.example.com/", true)]
    [InlineData("FCGI.Example.Com", "http://fcgi.example.com/", true)]
    [InlineData("fcgi.example.com", "http://other.example.com/", false)]
    [InlineData("example.com", "http://fcgi.example.com/", true)]
    [InlineData("example.com", "http://notexample.com/", false)]
    [InlineData(".example.com", "http://fcgi.example.com/", true)]
    [InlineData(".example.com", "http://example.com/", true)]
    [InlineData("*.example.com", "http://a.b.example.com/", true)]
    [InlineData("*.example.com", "http://example.com.evil.test/", false)]
    [InlineData("fcgi.*", "http://fcgi.example.com/", true)]
    [InlineData("a.test, example.com", "http://fcgi.example.com/", true)]
    [InlineData("a.test example.com;b.test", "http://fcgi.example.com/", true)]
    [InlineData("example.com.", "http://fcgi.example.com/", true)]
    [InlineData("fcgi.example.com:80", "http://fcgi.example.com/", true)]
    [InlineData("fcgi.example.com:8080", "http://fcgi.example.com/", false)]
    [InlineData("example.com:443", "https://fcgi.example.com/", true)]
    [InlineData("http://fcgi.example.com/", "http://fcgi.example.com/", true)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3/", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3/", false)]
    [InlineData("10.0.0.0/8", "http://ten.example.com/", false)]
    [InlineData("10.1.2.3", "http://10.1.2.3:8080/", true)]
    [InlineData("10.1.2.3:8080", "http://10.1.2.3:8080/", true)]
    [InlineData("10.1.2.3:8080", "http://10.1.2.3/", false)]
    [InlineData("192.168.*", "http://192.168.7.8/", true)]
    [InlineData("2001:db8::/32", "http://[2001:db8::7]/", true)]
    [InlineData("2001:db8::7", "http://[2001:db8::7]/", true)]
    [InlineData("[2001:db8::7]", "http://[2001:db8::7]/", true)]
    [InlineData("[2001:db8::7]:8080", "http://[2001:db8::7]/", false)]
    [InlineData("[2001:db8::]/32", "http://[2001:db8::7]/", true)]
    [InlineData("<local>", "http://intranet/", true)]
    [InlineData("<local>", "http://fcgi.example.com/", false)]
    [InlineData("", "http://fcgi.example.com/", false)]
    [InlineData(" , ;", "http://fcgi.example.com/", false)]
    [InlineData(".", "http://fcgi.example.com/", false)]
    public void The_exception_list_accepts_the_forms_of_all_common_tools(string list, string address, bool isDirect) =>
        Assert.Equal(isDirect, new NoProxyList(list).Contains(new Uri(address)));

    [Theory]
    [InlineData("http_proxy=http://low:1;HTTP_PROXY=http://up:1", "http://low:1/", null)]
    [InlineData("HTTP_PROXY=http://up:1;ALL_PROXY=http://all:1", "http://up:1/", "http://all:1/")]
    [InlineData("HTTPS_PROXY=http://secure:1", null, "http://secure:1/")]
    [InlineData("all_proxy=http://all:1;ALL_PROXY=http://ALL:2", "http://all:1/", "http://all:1/")]
    [InlineData("HTTP_PROXY= ;ALL_PROXY=http://all:1", "http://all:1/", "http://all:1/")]
    [InlineData("HTTP_PROXY=http://evil:1;GATEWAY_INTERFACE=CGI/1.1", null, null)]
    [InlineData("http_proxy=http://low:1;GATEWAY_INTERFACE=CGI/1.1", "http://low:1/", null)]
    [InlineData("ALL_PROXY=http://all:1;NO_PROXY=example.com", null, null)]
    [InlineData("ALL_PROXY=http://all:1;no_proxy=other.test;NO_PROXY=example.com", "http://all:1/", "http://all:1/")]
    public void The_environment_names_a_proxy_per_scheme(string variables, string? http, string? https)
    {
        var settings = new ProxySettings(Variables(variables), defaultProxy: null);

        Assert.Equal(http, settings.RouteTo(new Uri("http://fcgi.example.com/"))?.Address.ToString());
        Assert.Equal(https, settings.RouteTo(new Uri("https://live.example.com/"))?.Address.ToString());
    }

    [Fact]
    public void This_machine_is_always_reached_directly()
    {
        var settings = new ProxySettings(Variables("ALL_PROXY=http://all:1"), defaultProxy: null);

        Assert.All(
            ["http://localhost:8080/", "http://127.0.0.1:8080/", "http://127.8.8.8/", "http://[::1]/"],
            address => Assert.Null(settings.RouteTo(new Uri(address))));
    }

    [Fact]
    public void A_variable_without_a_valid_proxy_is_named_without_its_value()
    {
        var settings = new ProxySettings(Variables("HTTP_PROXY=http://user:canary@proxy:99999"), defaultProxy: null);

        Assert.Equal("HTTP_PROXY", settings.UnusableVariable(new Uri("http://fcgi.example.com/")));
        Assert.Null(settings.UnusableVariable(new Uri("https://fcgi.example.com/")));
        Assert.Null(settings.UnusableVariable(new Uri("http://127.0.0.1/")));
    }

    [Fact]
    public void The_setting_of_the_session_wins_over_the_environment()
    {
        var set = new WebProxy("http://user:pw@session:1");
        var settings = new ProxySettings(Variables("ALL_PROXY=http://all:1;NO_PROXY=exempt.test"), set);

        var route = settings.RouteTo(new Uri("http://fcgi.example.com/"))!;
        Assert.Equal("http://session:1/", route.Address.ToString());
        Assert.Equal("pw", settings.CredentialFor(route.Address, "Basic")!.Password);
        Assert.Null(settings.RouteTo(new Uri("http://exempt.test/")));
        Assert.False(settings.IsSystems);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("NTLM")]
    public void Credentials_for_the_system_proxy_are_not_sent_to_a_proxy_from_the_environment(string scheme)
    {
        var system = new SystemProxy { Credentials = new NetworkCredential("user", "pw") };
        var settings = new ProxySettings(Variables("HTTPS_PROXY=http://other:1"), system);

        Assert.Null(settings.CredentialFor(new Uri("http://other:1"), scheme));
        Assert.NotNull(settings.CredentialFor(new Uri("http://system:1"), scheme));
    }

    [Theory]
    [InlineData("Basic", true)]
    [InlineData("Digest", true)]
    [InlineData("Negotiate", false)]
    [InlineData("NTLM", false)]
    public void A_password_is_not_offered_to_schemes_that_only_Windows_supports(string scheme, bool isTold)
    {
        var settings = new ProxySettings(Variables("HTTP_PROXY=http://user:pw@proxy:1"), defaultProxy: null);

        var credential = settings.CredentialFor(new Uri("http://proxy:1"), scheme);

        Assert.Equal(isTold || OperatingSystem.IsWindows(), credential is not null);
        Assert.Null(settings.CredentialFor(new Uri("http://other:1"), scheme));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData((int)SecurityProtocolType.Tls12, false)]
    [InlineData((int)SecurityProtocolType.Tls13, false)]
    [InlineData(48 | 192, true)]
    [InlineData(192 | 768, true)]
    [InlineData(192 | 3072, false)]
    public void A_client_uses_TLS_1_2_where_the_process_would_not(int ofProcess, bool isRaised) => Assert.Equal(
        isRaised ? System.Security.Authentication.SslProtocols.Tls12 : null, OutgoingHandler.Protocols((SecurityProtocolType)ofProcess));

    private static ProxyVariables Variables(string text)
    {
        var values = text.Split(';').Select(one => one.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1],
            StringComparer.Ordinal);
        return ProxyVariables.Read(name => values.GetValueOrDefault(name));
    }

    // Like the class of .NET, which is not public.
    private sealed class SystemProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => new("http://system:1");

        public bool IsBypassed(Uri host) => false;
    }
}
