namespace TencentLvb.Operations;

/// <summary>
/// Identifies a stream as the user specifies it. API 2.0 requires only the ID; API 3.0 requires all three parts, and looks up those that
/// are missing (the connection's default, the online list, the account's only push domain).
/// </summary>
/// <param name="Id">The stream ID.</param>
/// <param name="PushDomain">The push domain; null if it is not specified.</param>
/// <param name="AppName">The path of the push address; null if it is not specified.</param>
internal readonly record struct StreamKey(string Id, string? PushDomain = null, string? AppName = null)
{
    public override string ToString() => Id;
}
