using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>Runspaces with the cmdlets of the current build.</summary>
internal static class ModuleRunspace
{
    /// <summary>An open runspace. A host, if specified, receives its output.</summary>
    public static Runspace Open(PSHost? host = null)
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var type in typeof(LvbCmdlet).Assembly.GetExportedTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
            }
        }

        var runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        return runspace;
    }
}
