using System.Management.Automation;

namespace TencentLvb;

/// <summary>Works like <see cref="DurationArgumentAttribute"/> but also accepts null, which removes a setting from a profile.</summary>
internal sealed class DurationOrNullArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly DurationArgumentAttribute Duration = new();

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null ? null : Duration.Transform(engineIntrinsics, inputData);
}
