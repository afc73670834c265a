using System.Management.Automation;

namespace TencentLvb;

/// <summary>Accepts points in time in the forms of <see cref="LvbTime"/>, before PowerShell applies its own conversions.</summary>
internal sealed class PointInTimeArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// Indicates a time that is passed through but not required: text in another format counts as no time, not as an error. A task that
    /// was imported from a CSV file has its times in the format of the culture, and stopping the task does not require them.
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
