namespace TencentLvb;

/// <summary>
/// Anything that goes wrong between a cmdlet and Tencent Cloud LVB. <see cref="Exception.Message"/> stands alone;
/// what to do about it is <see cref="RecommendedAction"/>.
/// </summary>
public sealed class LvbException : Exception
{
    private const int LongestText = 4000;

    internal LvbException(string errorId, string message, string recommendedAction, Exception? innerException = null)
        // Ids that users pipe in and names of files go into messages too: none of them may write to the terminal or start a line in a log.
        : base(PrintableText.Of(message, LongestText), innerException)
    {
        ErrorId = errorId;
        RecommendedAction = PrintableText.Of(recommendedAction, LongestText);
    }

    /// <summary>The id that <c>FullyQualifiedErrorId</c> begins with, as <c>LvbTimeout</c> or <c>LvbApi.20601</c>.</summary>
    public string ErrorId { get; }

    /// <summary>What to do about it; often a command.</summary>
    public string RecommendedAction { get; }

    /// <summary>The LVB interface that was called, as <c>Live_Channel_GetStatus</c>; null when none was.</summary>
    public string? Interface { get; internal init; }

    /// <summary>The service's <c>ret</c> (for mixing its <c>code</c>); null when it gave none.</summary>
    public int? Ret { get; internal init; }

    /// <summary>The service's own text, as it stood.</summary>
    public string? ApiMessage { get; internal init; }

    /// <summary>The HTTP status; null when there was no HTTP answer.</summary>
    public int? StatusCode { get; internal init; }
}
