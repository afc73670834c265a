using System.Management.Automation;

namespace TencentLvb;

/// <summary>The same as <see cref="DurationArgumentAttribute"/>, where null means something: it takes a setting out of a profile.</summary>
internal sealed class DurationOrNullArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly DurationArgumentAttribute Duration = new();

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null ? null : Duration.Transform(engineIntrinsics, inputData);
}
