namespace TencentLvb.Common;

/// <summary>What may be done when a call fails: declared per interface, never by HTTP method, since nearly all calls are GETs.</summary>
internal enum RetryClass
{
    /// <summary>A query: asking again changes nothing.</summary>
    Repeatable,

    /// <summary>A change that leads to the same state when it is made twice.</summary>
    SameState,

    /// <summary>A second time would do something else: sent again only when the first cannot have had an effect.</summary>
    AtMostOnce,
}
