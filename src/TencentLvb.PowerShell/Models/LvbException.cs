namespace TencentLvb;

/// <summary>
/// Anything that goes wrong between a cmdlet and Tencent Cloud live streaming. <see cref="Exception.Message"/> stands alone;
/// what to do about it is <see cref="RecommendedAction"/>.
/// </summary>
public sealed class LvbException : Exception
{
    private const int LongestText = 4000;

    internal LvbException(string errorId, string message, string recommendedAction, Exception? innerException = null)
        // Ids that users pipe in and names of files go into messages too: none of them may write to the terminal or start a line in a log.
        : base(PrintableText.Of(message, LongestText), PrintableException.Of(innerException))
    {
        ErrorId = errorId;
        RecommendedAction = PrintableText.Of(recommendedAction, LongestText);
    }

    /// <summary>The id that <c>FullyQualifiedErrorId</c> begins with, for example <c>LvbTimeout</c> or <c>LvbApi.20601</c>.</summary>
    public string ErrorId { get; }

    /// <summary>What to do about it; often a command.</summary>
    public string RecommendedAction { get; }

    /// <summary>
    /// The interface or action that was called, for example <c>Live_Channel_GetStatus</c> or <c>DescribeLiveStreamState</c>; null
    /// when none was.
    /// </summary>
    public string? Interface { get; internal init; }

    /// <summary>
    /// The number of the error: API 2.0's <c>ret</c> (for mixing its <c>code</c>); for API 3.0 the number that the code or the message
    /// stands for, where one is known. Null when there is none.
    /// </summary>
    public int? Ret { get; internal init; }

    /// <summary>
    /// The service's own code: API 2.0's number, or the full code of API 3.0, for example <c>ResourceNotFound.TaskId</c>.
    /// </summary>
    public string? Code { get; internal init; }

    /// <summary>The service's id of the request (API 3.0), which its support asks for; null when there is none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The service's own text, as it stood.</summary>
    public string? ApiMessage { get; internal init; }

    /// <summary>The HTTP status; null when there was no HTTP answer.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>Why, in terms that hold for every service.</summary>
    internal LvbErrorReason Reason { get; init; }

    /// <summary>Whether a call was made, and this came of it: not an error of the set-up or of the arguments.</summary>
    internal bool IsOfCall => Interface is not null;

    /// <summary>
    /// Whether the same call may succeed a while later without anything being changed. (Whether it may be sent again at once is another
    /// matter: that goes by its retry class.)
    /// </summary>
    internal bool MayPass => Reason is LvbErrorReason.Timeout or LvbErrorReason.Network or LvbErrorReason.BadReply
        or LvbErrorReason.NoReturnData or LvbErrorReason.Ambiguous or LvbErrorReason.Throttled or LvbErrorReason.ServiceFault
        or LvbErrorReason.Unavailable;

    /// <summary>The same error with another text and advice.</summary>
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

    /// <summary>The same error with what the service said in another one.</summary>
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
