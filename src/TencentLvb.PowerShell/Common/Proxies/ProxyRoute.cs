using System.Net;

namespace TencentLvb.Common;

/// <summary>The proxy on the way to an address.</summary>
/// <param name="Address">Where it is, without user name and password.</param>
/// <param name="Credentials">What it is told when it asks who we are; null for nothing.</param>
/// <param name="Variable">The variable of the environment that names it; null where the session or the system does.</param>
internal sealed record ProxyRoute(Uri Address, ICredentials? Credentials, string? Variable)
{
    /// <summary>Host and port.</summary>
    public string Name => $"{Address.Host}:{Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
