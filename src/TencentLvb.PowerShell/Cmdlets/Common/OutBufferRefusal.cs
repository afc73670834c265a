namespace TencentLvb.Cmdlets;

/// <summary>
/// Refuses <c>-OutBuffer</c> for cmdlets that take something away or acknowledge it: the engine would hold objects back that count as
/// emitted, and drop them when the pipeline ends early.
/// </summary>
internal static class OutBufferRefusal
{
    /// <summary>To be called before anything is taken. It also sees the default that <c>$PSDefaultParameterValues</c> gives.</summary>
    public static void RefuseOutBuffer(this LvbCmdlet cmdlet)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("OutBuffer", out var buffered) && buffered is > 0)
        {
            cmdlet.ThrowInvalid(
                $"-OutBuffer {buffered} is not allowed here: buffered output would be lost when the pipeline ends early.",
                "Omit -OutBuffer (and a default for it in $PSDefaultParameterValues), or buffer after ForEach-Object.",
                buffered);
        }
    }
}
