namespace TencentLvb;

/// <summary>What <c>Set-LvbEmulatorFault</c> can make go wrong.</summary>
public enum LvbEmulatorFaultKind
{
    /// <summary>The connection is closed when the head of the request is there. Nothing is processed.</summary>
    DropBeforeReading,

    /// <summary>The connection is closed when the whole request is there. Nothing is processed.</summary>
    DropAfterReading,

    /// <summary>The request is processed, then the connection is closed without an answer.</summary>
    DropAfterProcessing,

    /// <summary>The request is processed, and half of the answer's body arrives.</summary>
    HalfAnswer,

    /// <summary>The connection is reset (RST) when the whole request is there. Nothing is processed.</summary>
    Reset,

    /// <summary>The request is processed, then the connection is reset (RST).</summary>
    ResetAfterProcessing,

    /// <summary>The request is processed, and the answer comes late.</summary>
    Delay,

    /// <summary>HTTP 403; nothing is processed.</summary>
    Http403,

    /// <summary>HTTP 429 with <c>Retry-After</c>; nothing is processed.</summary>
    Http429,

    /// <summary>HTTP 500; nothing is processed.</summary>
    Http500,

    /// <summary>HTTP 503; nothing is processed.</summary>
    Http503,

    /// <summary>The request is processed, and the answer is no JSON.</summary>
    Garbage,

    /// <summary>The request is processed, and the answer is JSON of a shape that no document has.</summary>
    WrongShape,

    /// <summary>
    /// The service's clock is off: it judges <c>t</c> or <c>X-TC-Timestamp</c> by it and shows it in the <c>Date</c> of the answer.
    /// </summary>
    ClockSkew,

    /// <summary>The request is processed, and the answer is the text <c>request failed.no returnData</c>.</summary>
    NoReturnData,

    /// <summary>ret 1201, <c>InternalError</c>; nothing is processed.</summary>
    SystemError,

    /// <summary>ret 1202, <c>RequestLimitExceeded</c>; nothing is processed.</summary>
    FrequencyLimit,

    /// <summary>The text <c>time expired</c>, <c>AuthFailure.SignatureExpire</c>; nothing is processed.</summary>
    TimeExpired,

    /// <summary>The text <c>sign invalid</c>, <c>AuthFailure.SignatureFailure</c>; nothing is processed.</summary>
    SignInvalid,

    /// <summary>
    /// The text <c>appid is invalid</c>, from statistics <c>cmd is invalid</c>; on API 3.0 <c>ResourceNotFound.StopService</c>. Nothing
    /// is processed.
    /// </summary>
    NotActivated,

    /// <summary>The request is processed, and the answer is HTTP 200 with no body.</summary>
    EmptyReply,

    /// <summary>A notification is posted twice. The interface is <c>Callback</c>.</summary>
    DuplicateEvent,

    /// <summary>A notification is held back until the next one was posted. The interface is <c>Callback</c>.</summary>
    DisorderEvent,

    /// <summary>A notification is not posted at all. The interface is <c>Callback</c>.</summary>
    LostEvent,

    /// <summary>The request is processed, and the answer is an HTML page with HTTP 502.</summary>
    Http502,

    /// <summary>API 3.0: the request is processed, and the answer is <c>{"Response":{}}</c>.</summary>
    EmptyResponse,

    /// <summary>API 3.0: <c>AuthFailure.UnauthorizedOperation</c>, with the text of the access management; nothing is processed.</summary>
    Unauthorized,

    /// <summary>The error in the fault's code; nothing is processed. Digits are a ret of API 2.0, words are a code of API 3.0.</summary>
    ErrorCode,
}
