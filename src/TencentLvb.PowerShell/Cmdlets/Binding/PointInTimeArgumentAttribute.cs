using System.Management.Automation;

namespace TencentLvb;

/// <summary>Takes points in time in the forms of <see cref="LvbTime"/>, before PowerShell tries conversions of its own.</summary>
internal sealed class PointInTimeArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// A time that only travels along: text of another form is none, not an error. A task that came back from a CSV file holds
    /// its times in the culture's own form, and they are not needed to stop it.
    /// </summary>
    public bool Carried { get; init; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return inputData is null ? null : Carried ? LvbTimeConverter.TryRead(inputData) : LvbTimeConverter.Read(inputData);
        }
        catch (PSInvalidCastException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message);
        }
    }
}
