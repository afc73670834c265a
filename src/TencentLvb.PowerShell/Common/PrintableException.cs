namespace TencentLvb.Common;

/// <summary>
/// What .NET or a vault threw, fit to be the cause of an error. Its message may repeat what a server sent, the signed address among it, and
/// <c>Get-Error</c> prints causes as they are.
/// </summary>
internal static class PrintableException
{
    /// <summary>The exception itself where all its messages can be shown, else one that says the same without what cannot.</summary>
    public static Exception? Of(Exception? cause)
    {
        for (var e = cause; e is not null; e = e.InnerException)
        {
            if (e.Message.Length > LongestMessage || LogRedaction.Foreign(e.Message) != e.Message)
            {
                return new InvalidOperationException($"{cause!.GetType().Name}: {LogRedaction.Foreign(cause.GetBaseException().Message)}");
            }
        }

        return cause;
    }

    private const int LongestMessage = 500;
}
