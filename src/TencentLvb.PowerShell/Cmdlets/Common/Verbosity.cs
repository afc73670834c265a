using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>Determines whether verbose output is enabled. Creating it for ten thousand calls would be costly.</summary>
internal static class Verbosity
{
    /// <summary>Determines whether verbose output is enabled.</summary>
    public static bool IsOn(PSCmdlet cmdlet) => IsOn(cmdlet, "Verbose");

    /// <summary>Determines whether debug output is enabled.</summary>
    public static bool IsDebugOn(PSCmdlet cmdlet) => IsOn(cmdlet, "Debug");

    private static bool IsOn(PSCmdlet cmdlet, string stream) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(stream, out var bound)
            ? bound is SwitchParameter { IsPresent: true }
            : cmdlet.GetVariableValue(stream + "Preference") is { } preference
                && !Is(preference, "SilentlyContinue") && !Is(preference, "Ignore");

    private static bool Is(object preference, string name) =>
        string.Equals(preference.ToString(), name, StringComparison.OrdinalIgnoreCase);
}
