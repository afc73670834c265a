using System.Security;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Represents an account of API 2.0: the addresses of its interfaces, and the key that signs its calls.</summary>
internal sealed record Lvb2Account
{
    public static readonly Uri DefaultEndpoint = new("http://fcgi.video.qcloud.com/common_access");
    public static readonly Uri DefaultStatEndpoint = new("http://statcgi.video.qcloud.com/common_access");

    public required long AppId { get; init; }

    public required Uri Endpoint { get; init; }

    public required Uri StatEndpoint { get; init; }

    /// <summary>Gets the time for which a request is valid after it is signed.</summary>
    public required TimeSpan Validity { get; init; }

    /// <summary>Gets the push domain to send with changes that do not specify one; null to send none.</summary>
    public string? PushDomain { get; init; }

    /// <summary>Gets the path to send with changes that do not specify one; null to send none.</summary>
    public string? AppName { get; init; }

    /// <summary>Gets the current key. It may be replaced after the secret was rotated.</summary>
    public required Func<SecureString> Key { get; init; }

    /// <summary>Gets the signatures of the account.</summary>
    public Lvb2Signatures Signatures { get; } = new();

    public Uri EndpointOf(LvbHost host) => host == LvbHost.Statistics ? StatEndpoint : Endpoint;
}
