using System.Security;

namespace TencentLvb.Transport;

/// <summary>What a client needs to know of its connection.</summary>
internal sealed record TransportSettings
{
    public static readonly Uri DefaultEndpoint = new("http://fcgi.video.qcloud.com/common_access");
    public static readonly Uri DefaultStatEndpoint = new("http://statcgi.video.qcloud.com/common_access");

    public required long AppId { get; init; }

    public Uri Endpoint { get; init; } = DefaultEndpoint;

    public Uri StatEndpoint { get; init; } = DefaultStatEndpoint;

    /// <summary>How long a request stays valid after it is signed.</summary>
    public TimeSpan Validity { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts after the first.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    public int? MaximumRequestsPerSecond { get; init; }

    /// <summary>The key of the moment; it may be replaced when the secret was rotated.</summary>
    public required Func<SecureString> Key { get; init; }

    public Uri EndpointOf(LvbHost host) => host == LvbHost.Statistics ? StatEndpoint : Endpoint;
}
