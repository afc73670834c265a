namespace TencentLvb.Backends.Api3;

/// <summary>The parts of an HTTP request that TC3-HMAC-SHA256 covers.</summary>
internal readonly record struct Tc3Request
{
    public Tc3Request()
    {
    }

    public string Method { get; init; } = "POST";

    /// <summary>The query string as sent, without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>The host that is dialled, with its port unless that is the scheme's own.</summary>
    public required string Host { get; init; }

    /// <summary>The Content-Type header, byte for byte as sent.</summary>
    public required string ContentType { get; init; }

    /// <summary>The X-TC-Action header; null leaves it out of the signature.</summary>
    public string? Action { get; init; }

    /// <summary>
    /// The product, for example <c>live</c>. Never taken from the host: an endpoint of one's own keeps the product's scope.
    /// </summary>
    public required string Service { get; init; }

    /// <summary>The X-TC-Timestamp header: Unix seconds.</summary>
    public required long Timestamp { get; init; }

    public required byte[] Body { get; init; }
}
