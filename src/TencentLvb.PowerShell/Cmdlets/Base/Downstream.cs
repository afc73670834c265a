using System;

namespace TencentLvb.Cmdlets;

/// <summary>Reads what an exception out of WriteObject says about the object that was written.</summary>
internal static class Downstream
{
    private const string FlowControl = "System.Management.Automation.FlowControlException";

    /// <summary>
    /// Whether the object was taken: <c>Select-Object -First</c> and <c>break</c> end the pipeline by an exception that comes
    /// after they have handled it. Any other exception may have come before.
    /// </summary>
    public static bool HasTaken(Exception e)
    {
        for (var type = e.GetType(); type is not null; type = type.BaseType)
        {
            // PowerShell Standard does not know the type.
            if (type.FullName == FlowControl)
            {
                return true;
            }
        }

        return false;
    }
}
