namespace TencentLvb;

/// <summary>
/// Represents any failure between a cmdlet and Tencent Cloud live streaming. <see cref="Exception.Message"/> can be understood without
/// context; <see cref="RecommendedAction"/> says what to do.
/// </summary>
public sealed class LvbException : Exception
{
    private const int LongestText = 4000;

    internal LvbException(string errorId, string message, string recommendedAction, Exception? innerException = null)
        // Messages also contain IDs that users pipe in and names of files. None of them may write control sequences to the terminal or
        // start a new line in a log.
        : base(PrintableText.Of(message, LongestText), PrintableException.Of(innerException))
    {
        ErrorId = errorId;
        RecommendedAction = PrintableText.Of(recommendedAction, LongestText);
    }

    /// <summary>The ID that <c>FullyQualifiedErrorId</c> begins with, for example <c>LvbTimeout</c> or <c>LvbApi.20601</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The recommended action, often a command.</summary>
    public string RecommendedAction { get; }

    /// <summary>
    /// The interface or action that was called, for example <c>Live_Channel_GetStatus</c> or <c>DescribeLiveStreamState</c>; null if
    /// there was no call.
    /// </summary>
    public string? Interface { get; internal init; }

    /// <summary>
    /// The number of the error. API 2.0: its <c>ret</c> (for mixing its <c>code</c>). API 3.0: the number in the code or the message, if
    /// it is known. Null if there is none.
    /// </summary>
    public int? Ret { get; internal init; }

    /// <summary>
    /// The code of the service: the number of API 2.0, or the full code of API 3.0, for example <c>ResourceNotFound.TaskId</c>.
    /// </summary>
    public string? Code { get; internal init; }

    /// <summary>The service's ID of the request (API 3.0), which Tencent Cloud support asks for; null if there is none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The unchanged text of the service.</summary>
    public string? ApiMessage { get; internal init; }

    /// <summary>The HTTP status; null if there was no HTTP response.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The reason, independent of the service.</summary>
    internal LvbErrorReason Reason { get; init; }

    /// <summary>Indicates whether the error is the result of a call, not of the setup or the arguments.</summary>
    internal bool IsOfCall => Interface is not null;

    /// <summary>
    /// Indicates whether the same call may succeed later without any change. (Whether it can be sent again immediately depends on its
    /// retry class.)
    /// </summary>
    internal bool IsTemporary => Reason is LvbErrorReason.Timeout or LvbErrorReason.Network or LvbErrorReason.BadReply
        or LvbErrorReason.NoReturnData or LvbErrorReason.Ambiguous or LvbErrorReason.Throttled or LvbErrorReason.ServiceFault
        or LvbErrorReason.Unavailable;

    /// <summary>Returns the same error with another message and recommended action.</summary>
    internal LvbException With(string message, string? recommendedAction = null) =>
        new(ErrorId, message, recommendedAction ?? RecommendedAction, InnerException)
        {
            Interface = Interface,
            Ret = Ret,
            Code = Code,
            RequestId = RequestId,
            ApiMessage = ApiMessage,
            StatusCode = StatusCode,
            Reason = Reason,
        };

    /// <summary>Returns the same error with the service's response from another error.</summary>
    internal LvbException WithAnswerOf(LvbException other) => new(ErrorId, Message, RecommendedAction, InnerException)
    {
        Interface = Interface,
        Ret = other.Ret,
        Code = other.Code,
        RequestId = other.RequestId,
        ApiMessage = other.ApiMessage,
        StatusCode = other.StatusCode,
        Reason = Reason,
    };
}
