namespace TencentLvb.Common;

/// <summary>
/// Specifies whether a call can be retried after a failure. Defined for each interface, never by HTTP method, because nearly all calls
/// are GETs.
/// </summary>
internal enum RetryClass
{
    /// <summary>A query, which changes nothing.</summary>
    Repeatable,

    /// <summary>A change that leads to the same state if it is repeated.</summary>
    SameState,

    /// <summary>A change whose repetition has another effect. It is sent again only if the first call cannot have had an effect.</summary>
    AtMostOnce,
}
