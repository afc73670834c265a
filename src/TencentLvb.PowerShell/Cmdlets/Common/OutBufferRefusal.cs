namespace TencentLvb.Cmdlets;

/// <summary>
/// Refuses <c>-OutBuffer</c> for cmdlets that remove or acknowledge their input. The engine would hold back objects that count as
/// emitted, and drop them when the pipeline ends early.
/// </summary>
internal static class OutBufferRefusal
{
    /// <summary>
    /// Checks the parameter. Call it before anything is removed. It also detects the default in <c>$PSDefaultParameterValues</c>.
    /// </summary>
    public static void RefuseOutBuffer(this LvbCmdlet cmdlet)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("OutBuffer", out var buffered) && buffered is > 0)
        {
            cmdlet.ThrowInvalid(
                $"-OutBuffer {buffered} is not allowed here. Buffered output would be lost if the pipeline ended early.",
                "Omit -OutBuffer (and any default in $PSDefaultParameterValues), or specify -OutBuffer for a later ForEach-Object.",
                buffered);
        }
    }
}
