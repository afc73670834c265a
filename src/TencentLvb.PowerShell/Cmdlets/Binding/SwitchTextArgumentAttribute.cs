using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Accepts 'True' and 'False' for a switch. Objects that were imported from a CSV file have booleans as text, and PowerShell silently
/// ignores text for a switch that is bound by property name.
/// </summary>
internal sealed class SwitchTextArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && bool.TryParse(text, out var value)
            ? new SwitchParameter(value)
            : inputData;
}
