using System.Net;

namespace TencentLvb.Unit.Transport;

/// <summary>The proxy variables of the environment and the default proxy of .NET, which are restored at the end of a test.</summary>
internal sealed class ProxyEnvironment : IDisposable
{
    // .NET keeps the variables that exist when it is first asked for its proxy.
    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    public static void SetHttp(string? address) => Environment.SetEnvironmentVariable("HTTP_PROXY", address);

    public static void SetHttps(string? address) => Environment.SetEnvironmentVariable("HTTPS_PROXY", address);

    public void Dispose()
    {
        HttpClient.DefaultProxy = _before;
        SetHttp(null);
        SetHttps(null);
    }
}
