namespace TencentLvb.Backends.Api3;

/// <summary>Represents the parts of an HTTP request that TC3-HMAC-SHA256 covers.</summary>
internal readonly record struct Tc3Request
{
    public Tc3Request()
    {
    }

    public string Method { get; init; } = "POST";

    /// <summary>Gets the query string as sent, without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>Gets the host that is connected to, with its port unless it is the default port of the scheme.</summary>
    public required string Host { get; init; }

    /// <summary>Gets the Content-Type header, byte for byte as sent.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the X-TC-Action header; null excludes it from the signature.</summary>
    public string? Action { get; init; }

    /// <summary>
    /// Gets the product, for example <c>live</c>. It is never derived from the host: a custom endpoint keeps the scope of the product.
    /// </summary>
    public required string Service { get; init; }

    /// <summary>Gets the X-TC-Timestamp header in Unix seconds.</summary>
    public required long Timestamp { get; init; }

    public required byte[] Body { get; init; }
}
