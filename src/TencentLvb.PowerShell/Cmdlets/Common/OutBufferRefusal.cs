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
                $"-OutBuffer {buffered} is not allowed here: buffered output would be lost when the pipeline ends early.",
                "Omit -OutBuffer (and a default for it in $PSDefaultParameterValues), or buffer after ForEach-Object.",
                buffered);
        }
    }
}
