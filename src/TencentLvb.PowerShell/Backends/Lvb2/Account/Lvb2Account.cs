using System.Security;

namespace TencentLvb.Backends.Lvb2;

/// <summary>An account of API 2.0: where its interfaces are, and what signs their calls.</summary>
internal sealed record Lvb2Account
{
    public static readonly Uri DefaultEndpoint = new("http://fcgi.video.qcloud.com/common_access");
    public static readonly Uri DefaultStatEndpoint = new("http://statcgi.video.qcloud.com/common_access");

    public required long AppId { get; init; }

    public required Uri Endpoint { get; init; }

    public required Uri StatEndpoint { get; init; }

    /// <summary>How long a request stays valid after it is signed.</summary>
    public required TimeSpan Validity { get; init; }

    /// <summary>The push domain of changes that none is given for; null to send none.</summary>
    public string? PushDomain { get; init; }

    /// <summary>The path of changes that none is given for; null to send none.</summary>
    public string? AppName { get; init; }

    /// <summary>The key of the moment; it may be replaced when the secret was rotated.</summary>
    public required Func<SecureString> Key { get; init; }

    public Uri EndpointOf(LvbHost host) => host == LvbHost.Statistics ? StatEndpoint : Endpoint;
}
