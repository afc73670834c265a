namespace TencentLvb.Common;

/// <summary>
/// Makes an exception of .NET or a vault safe to be the cause of an error. Its message may repeat text of a server, including the signed
/// address, and <c>Get-Error</c> prints causes unchanged.
/// </summary>
internal static class PrintableException
{
    /// <summary>Returns the exception itself if all its messages are safe to show, otherwise one with a safe message.</summary>
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
