namespace TencentLvb.Operations;

/// <summary>
/// A stream as the user names it. API 2.0 needs the id alone; API 3.0 needs all three, and finds what is not given (the connection's
/// default, the online list, the account's only push domain).
/// </summary>
/// <param name="Id">The stream id.</param>
/// <param name="PushDomain">The push domain; null where it was not given.</param>
/// <param name="AppName">The path of the push address; null where it was not given.</param>
internal readonly record struct StreamKey(string Id, string? PushDomain = null, string? AppName = null)
{
    public override string ToString() => Id;
}
