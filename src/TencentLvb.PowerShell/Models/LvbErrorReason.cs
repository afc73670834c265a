namespace TencentLvb;

/// <summary>
/// Why a call failed, whichever service it went to. Backends translate their codes into it; cmdlets look at nothing else.
/// </summary>
internal enum LvbErrorReason
{
    /// <summary>None of the others.</summary>
    None,

    /// <summary>Refused: a parameter is wrong.</summary>
    InvalidArgument,

    /// <summary>The stream was never pushed.</summary>
    NeverPushed,

    /// <summary>What was asked about does not exist: a task, a mix, a domain, an address.</summary>
    NotFound,

    /// <summary>There is nothing to report: no live stream, no data in the range.</summary>
    Empty,

    /// <summary>What was to be made exists already, or its name is in use.</summary>
    Exists,

    /// <summary>The feature, or the account, is not activated.</summary>
    NotActivated,

    /// <summary>The account may not do this.</summary>
    Denied,

    /// <summary>Asked too often; nothing was done.</summary>
    Throttled,

    /// <summary>A limit of the account or the service that does not pass by itself.</summary>
    LimitReached,

    /// <summary>A fault inside the service.</summary>
    ServiceFault,

    /// <summary>The service does not answer calls of this kind at the moment.</summary>
    Unavailable,

    /// <summary>The service's back end gave nothing back; a change may have taken effect.</summary>
    NoReturnData,

    /// <summary>The service refused the signature.</summary>
    SignatureInvalid,

    /// <summary>The service refused the request as expired.</summary>
    SignatureExpired,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>No connection, or one that broke off.</summary>
    Network,

    /// <summary>An answer that is not one of the service.</summary>
    BadReply,

    /// <summary>A call that must not be sent twice broke off after it may have arrived.</summary>
    Ambiguous,

    /// <summary>The connection's service does not have this.</summary>
    NotSupported,
}
