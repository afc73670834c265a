using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>Whether anybody wants verbose lines: making them costs, and for ten thousand calls it counts.</summary>
internal static class Verbosity
{
    public static bool IsOn(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("Verbose", out var bound)
            ? bound is SwitchParameter { IsPresent: true }
            : cmdlet.GetVariableValue("VerbosePreference") is { } preference
                && !Is(preference, "SilentlyContinue") && !Is(preference, "Ignore");

    private static bool Is(object preference, string name) =>
        string.Equals(preference.ToString(), name, StringComparison.OrdinalIgnoreCase);
}
