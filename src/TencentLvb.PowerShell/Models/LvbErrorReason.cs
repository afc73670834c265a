namespace TencentLvb;

/// <summary>
/// Specifies why a call failed, independently of the service. Backends translate their codes into it, and cmdlets evaluate only this
/// value.
/// </summary>
internal enum LvbErrorReason
{
    /// <summary>Any other reason.</summary>
    None,

    /// <summary>A parameter is invalid.</summary>
    InvalidArgument,

    /// <summary>The stream was never pushed.</summary>
    NeverPushed,

    /// <summary>The requested item does not exist: a task, a mix, a domain, an address.</summary>
    NotFound,

    /// <summary>There is nothing to report: no live stream, no data in the range.</summary>
    Empty,

    /// <summary>The item to be created already exists, or its name is in use.</summary>
    Exists,

    /// <summary>The feature or the account is not activated.</summary>
    NotActivated,

    /// <summary>The account does not have permission.</summary>
    Denied,

    /// <summary>Too many requests. The request had no effect.</summary>
    Throttled,

    /// <summary>A limit of the account or the service was reached that waiting does not lift.</summary>
    LimitReached,

    /// <summary>An internal error of the service.</summary>
    ServiceFault,

    /// <summary>The service currently does not process calls of this kind.</summary>
    Unavailable,

    /// <summary>The internal system of the service returned no data. A change may have taken effect.</summary>
    NoReturnData,

    /// <summary>The service refused the signature.</summary>
    SignatureInvalid,

    /// <summary>The service refused the request as expired.</summary>
    SignatureExpired,

    /// <summary>There was no response in time.</summary>
    Timeout,

    /// <summary>There was no connection, or it was lost.</summary>
    Network,

    /// <summary>The response does not come from the service.</summary>
    BadReply,

    /// <summary>A call that must not be repeated failed after it may have arrived.</summary>
    Ambiguous,

    /// <summary>The connection's service does not support this.</summary>
    NotSupported,
}
