namespace TencentLvb;

/// <summary>A signature for the service: <c>sign = md5(key + t)</c>. It is good for any call until it expires, so keep it as a
/// secret.</summary>
public sealed class LvbSignature
{
    /// <summary>When it expires, in Unix seconds.</summary>
    public long T { get; internal init; }

    /// <summary>The signature, 32 lower-case hex digits.</summary>
    public string Sign { get; internal init; } = "";

    /// <summary>When it expires.</summary>
    public DateTimeOffset ExpiresAt { get; internal init; }

    /// <summary>Both as they stand in an address: <c>t=...&amp;sign=...</c>.</summary>
    public string Query { get; internal init; } = "";
}
