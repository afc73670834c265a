using System.Management.Automation;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace TencentLvb.Cmdlets;

/// <summary>Reads what an exception out of WriteObject says about the object that was written.</summary>
internal static class PipelineStop
{
    private const BindingFlags Inner = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>
    /// Whether the object was taken: <c>Select-Object -First</c> and <c>break</c> end the pipeline by an exception that comes
    /// after they have handled it. Any other exception, a stop included, may have come before.
    /// </summary>
    public static bool HasTaken(Cmdlet cmdlet, Exception e) =>
        IsFlowControl(e) || (e is PipelineStoppedException && FirstFailure(cmdlet) is { } reason && IsFlowControl(reason));

    // PowerShell Standard does not know the type.
    private static bool IsFlowControl(Exception e)
    {
        for (var type = e.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == "System.Management.Automation.FlowControlException")
            {
                return true;
            }
        }

        return false;
    }

    // What Select-Object throws reaches a cmdlet as a bare "pipeline stopped", just as Ctrl+C and errors of cmdlets downstream do.
    // Only the pipeline itself knows the reason, and no public member tells. Unknown counts as not taken: rather twice than never.
    private static Exception? FirstFailure(Cmdlet cmdlet)
    {
        var runtime = cmdlet.CommandRuntime;
        var pipeline = runtime.GetType().GetProperty("PipelineProcessor", Inner)?.GetValue(runtime);
        var failure = pipeline?.GetType().GetFields(Inner)
            .FirstOrDefault(f => f.Name.EndsWith("firstTerminatingError", StringComparison.OrdinalIgnoreCase))?.GetValue(pipeline);
        return failure as Exception ?? (failure as ExceptionDispatchInfo)?.SourceException;
    }
}
