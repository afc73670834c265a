namespace TencentLvb;

/// <summary>
/// Represents a signature for the service: <c>sign = md5(key + t)</c>. It is valid for any call until it expires, so keep it secret.
/// </summary>
public sealed class LvbSignature
{
    /// <summary>The expiry in Unix seconds.</summary>
    public long T { get; internal init; }

    /// <summary>The signature, 32 lowercase hex digits.</summary>
    public string Sign { get; internal init; } = "";

    /// <summary>The time at which the signature expires.</summary>
    public DateTimeOffset ExpiresAt { get; internal init; }

    /// <summary>Both as they appear in an address: <c>t=...&amp;sign=...</c>.</summary>
    public string Query { get; internal init; } = "";
}
