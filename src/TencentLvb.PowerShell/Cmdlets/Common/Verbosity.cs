using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>Whether anybody wants verbose lines: making them costs, and for ten thousand calls it counts.</summary>
internal static class Verbosity
{
    /// <summary>Whether verbose lines are wanted.</summary>
    public static bool IsOn(PSCmdlet cmdlet) => IsOn(cmdlet, "Verbose");

    /// <summary>Whether debug lines are wanted.</summary>
    public static bool IsDebugOn(PSCmdlet cmdlet) => IsOn(cmdlet, "Debug");

    private static bool IsOn(PSCmdlet cmdlet, string stream) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(stream, out var bound)
            ? bound is SwitchParameter { IsPresent: true }
            : cmdlet.GetVariableValue(stream + "Preference") is { } preference
                && !Is(preference, "SilentlyContinue") && !Is(preference, "Ignore");

    private static bool Is(object preference, string name) =>
        string.Equals(preference.ToString(), name, StringComparison.OrdinalIgnoreCase);
}
