using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Accepts event types by name, and any whole number. PowerShell itself refuses numbers that the enumeration does not define.
/// </summary>
internal sealed class EventTypeArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var types = new List<LvbEventType>();
        Add(types, inputData);
        return types.ToArray();
    }

    private static void Add(List<LvbEventType> types, object? item)
    {
        var value = item is PSObject wrapped ? wrapped.BaseObject : item;
        switch (value)
        {
            case LvbEventType type:
                types.Add(type);
                break;
            case string text:
                types.Add(Parse(text.Trim()));
                break;
            case IEnumerable list:
                foreach (var element in list)
                {
                    Add(types, element);
                }

                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong:
                types.Add(Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!));
                break;
            default:
                throw Refused(value);
        }
    }

    private static LvbEventType Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return (LvbEventType)number;
        }

        // Enum.Parse would read "StreamStarted, StreamEnded" as the combination of both.
        foreach (LvbEventType type in Enum.GetValues(typeof(LvbEventType)))
        {
            if (type.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        throw Refused(text);
    }

    private static ArgumentTransformationMetadataException Refused(object? value) => new(
        $"'{PrintableText.Of(value?.ToString(), 100)}' is not an event type. "
        + $"Specify one of {string.Join(", ", Enum.GetNames(typeof(LvbEventType)))}, or a whole number.");
}
