using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Accepts only the names and values of <see cref="LvbChannelCommand"/>. PowerShell would also convert numbers and members of other
/// enumerations.
/// </summary>
internal sealed class ChannelCommandArgumentAttribute : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is LvbChannelCommand command && Enum.IsDefined(typeof(LvbChannelCommand), command))
        {
            return command;
        }

        if (value is string text)
        {
            foreach (LvbChannelCommand known in Enum.GetValues(typeof(LvbChannelCommand)))
            {
                if (string.Equals(text.Trim(), known.ToString(), StringComparison.OrdinalIgnoreCase))
                {
                    return known;
                }
            }
        }

        var given = value switch
        {
            null => "$null",
            string other => $"'{PrintableText.Of(other, 100)}'",
            _ => $"'{PrintableText.Of(value.ToString(), 100)}' ({value.GetType().Name})",
        };
        throw new ArgumentTransformationMetadataException(
            $"{given} is not a status that can be set. "
                + "Specify one of these names: Disabled (ban), Enabled (allow pushing) or Disconnected (cut the current push).");
    }
}
