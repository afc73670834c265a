using System.Net;

namespace TencentLvb.Common;

/// <summary>Represents the proxy for an address.</summary>
/// <param name="Address">The address of the proxy without user name and password.</param>
/// <param name="Credentials">The credentials for the proxy; null for none.</param>
/// <param name="Variable">The environment variable that specifies it; null if the session or the system does.</param>
internal sealed record ProxyRoute(Uri Address, ICredentials? Credentials, string? Variable)
{
    /// <summary>Gets the host and port.</summary>
    public string Name => $"{Address.Host}:{Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
