using System.Management.Automation;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace TencentLvb.Cmdlets;

/// <summary>Interprets an exception from WriteObject: was the written object processed?</summary>
internal static class PipelineStop
{
    private const BindingFlags Inner = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>
    /// Determines whether the object was processed. <c>Select-Object -First</c> and <c>break</c> end the pipeline with an exception after
    /// they have handled it. Any other exception, including a stop, may have come before.
    /// </summary>
    public static bool WasProcessed(Cmdlet cmdlet, Exception e) =>
        IsFlowControl(e) || (e is PipelineStoppedException && FirstFailure(cmdlet) is { } reason && IsFlowControl(reason));

    // PowerShell Standard does not define the type.
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

    // The exception of Select-Object reaches a cmdlet as a plain "pipeline stopped", as do Ctrl+C and errors of cmdlets downstream. Only
    // the pipeline itself knows the reason, and no public member exposes it. An unknown reason counts as not processed: an event that
    // arrives twice is better than a lost one.
    private static Exception? FirstFailure(Cmdlet cmdlet)
    {
        var runtime = cmdlet.CommandRuntime;
        var pipeline = runtime.GetType().GetProperty("PipelineProcessor", Inner)?.GetValue(runtime);
        var failure = pipeline?.GetType().GetFields(Inner)
            .FirstOrDefault(f => f.Name.EndsWith("firstTerminatingError", StringComparison.OrdinalIgnoreCase))?.GetValue(pipeline);
        return failure as Exception ?? (failure as ExceptionDispatchInfo)?.SourceException;
    }
}
