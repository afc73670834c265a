using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace TencentLvb.Cmdlets;

/// <summary>Determines whether a cmdlet can draw on the whole terminal, and whether it can use colors.</summary>
internal static class TerminalHost
{
    /// <summary>
    /// Determines whether the cmdlet's output goes to a terminal that supports escape sequences: it is the last command of its pipeline,
    /// in the host's own session, and the output of the process is not redirected.
    /// </summary>
    public static bool CanDraw(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.PipelinePosition == cmdlet.MyInvocation.PipelineLength
        && cmdlet.Host?.UI is { SupportsVirtualTerminal: true }
        && ConsoleTerminal.HasOutput
        && IsOwnRunspace(cmdlet.Host);

    /// <summary>Determines whether colors are enabled. The user can disable them for all programs, or for PowerShell.</summary>
    public static bool HasColour(PSCmdlet cmdlet) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && cmdlet.SessionState.PSVariable.GetValue("PSStyle") is var style
        && (style is null || PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString() != "PlainText");

    // Threads of ForEach-Object -Parallel and thread jobs have the console's host, but must not draw on its screen.
    private static bool IsOwnRunspace(PSHost host)
    {
        try
        {
            return host is not IHostSupportsInteractiveSession { Runspace: { } runspace }
                || runspace.InstanceId == Runspace.DefaultRunspace?.InstanceId;
        }
        catch (Exception e) when (e is PSNotImplementedException or NotImplementedException or InvalidOperationException)
        {
            return true;
        }
    }
}
