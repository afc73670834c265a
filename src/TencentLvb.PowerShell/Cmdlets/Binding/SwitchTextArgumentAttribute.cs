using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Takes 'True' and 'False' as a switch. An object that came back from a CSV file holds its booleans as text, and PowerShell passes over
/// text for a switch that is bound by property name, without a word.
/// </summary>
internal sealed class SwitchTextArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && bool.TryParse(text, out var value)
            ? new SwitchParameter(value)
            : inputData;
}
