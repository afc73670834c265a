using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Accepts durations in the forms of <see cref="LvbDuration"/>, before PowerShell applies its own conversions. In constrained language
/// mode PowerShell has no conversions to other types.
/// </summary>
internal sealed class DurationArgumentAttribute : ArgumentTransformationAttribute
{
    // A variable that was never set must not mean "no limit".
    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return LvbDurationConverter.Read(inputData);
        }
        catch (PSInvalidCastException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message);
        }
    }
}
