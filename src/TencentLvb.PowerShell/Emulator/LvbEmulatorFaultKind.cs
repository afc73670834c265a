namespace TencentLvb;

/// <summary>Specifies the faults that <c>Set-LvbEmulatorFault</c> can simulate.</summary>
public enum LvbEmulatorFaultKind
{
    /// <summary>The connection is closed after the header of the request was received. The request is not processed.</summary>
    DropBeforeReading,

    /// <summary>The connection is closed after the whole request was received. The request is not processed.</summary>
    DropAfterReading,

    /// <summary>The request is processed, then the connection is closed without a response.</summary>
    DropAfterProcessing,

    /// <summary>The request is processed, and half of the response body is sent.</summary>
    HalfAnswer,

    /// <summary>The connection is reset (RST) after the whole request was received. The request is not processed.</summary>
    Reset,

    /// <summary>The request is processed, then the connection is reset (RST).</summary>
    ResetAfterProcessing,

    /// <summary>The request is processed, and the response is delayed.</summary>
    Delay,

    /// <summary>The response is HTTP 403. The request is not processed.</summary>
    Http403,

    /// <summary>The response is HTTP 429 with <c>Retry-After</c>. The request is not processed.</summary>
    Http429,

    /// <summary>The response is HTTP 500. The request is not processed.</summary>
    Http500,

    /// <summary>The response is HTTP 503. The request is not processed.</summary>
    Http503,

    /// <summary>The request is processed, and the response is not JSON.</summary>
    Garbage,

    /// <summary>The request is processed, and the response is JSON with an undocumented structure.</summary>
    WrongShape,

    /// <summary>
    /// The service's clock is wrong: it checks <c>t</c> or <c>X-TC-Timestamp</c> with it and sends it in the <c>Date</c> header.
    /// </summary>
    ClockSkew,

    /// <summary>The request is processed, and the response is the text <c>request failed.no returnData</c>.</summary>
    NoReturnData,

    /// <summary>The response is ret 1201, <c>InternalError</c>. The request is not processed.</summary>
    SystemError,

    /// <summary>The response is ret 1202, <c>RequestLimitExceeded</c>. The request is not processed.</summary>
    FrequencyLimit,

    /// <summary>The response is the text <c>time expired</c>, <c>AuthFailure.SignatureExpire</c>. The request is not processed.</summary>
    TimeExpired,

    /// <summary>The response is the text <c>sign invalid</c>, <c>AuthFailure.SignatureFailure</c>. The request is not processed.</summary>
    SignInvalid,

    /// <summary>
    /// The response is the text <c>appid is invalid</c>, for statistics <c>cmd is invalid</c>; on API 3.0
    /// <c>ResourceNotFound.StopService</c>. The request is not processed.
    /// </summary>
    NotActivated,

    /// <summary>The request is processed, and the response is HTTP 200 without a body.</summary>
    EmptyReply,

    /// <summary>A notification is posted twice. The interface is <c>Callback</c>.</summary>
    DuplicateEvent,

    /// <summary>A notification is held back until the next one is posted. The interface is <c>Callback</c>.</summary>
    DisorderEvent,

    /// <summary>A notification is not posted at all. The interface is <c>Callback</c>.</summary>
    LostEvent,

    /// <summary>The request is processed, and the response is an HTML page with HTTP 502.</summary>
    Http502,

    /// <summary>API 3.0: the request is processed, and the response is <c>{"Response":{}}</c>.</summary>
    EmptyResponse,

    /// <summary>
    /// API 3.0: the response is <c>AuthFailure.UnauthorizedOperation</c>, with the text of access management. The request is not
    /// processed.
    /// </summary>
    Unauthorized,

    /// <summary>
    /// The response is the code of the fault. The request is not processed. Digits are a ret of API 2.0, words are a code of API 3.0.
    /// </summary>
    ErrorCode,
}
