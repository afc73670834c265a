using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>
/// Writes the fields of a notification as JSON. Values that are not fields of a notification become text or are omitted, without an
/// error.
/// </summary>
internal sealed class EventObjectJson : ObjectJson
{
    // Far more than a notification contains. An endless list is refused here.
    private const long MaxBytes = 4 * 1024 * 1024;

    private static readonly EventObjectJson Writer = new();

    private EventObjectJson()
    {
    }

    // Deeper than any notification.
    protected override int Deepest => 33;

    /// <exception cref="LvbException"><c>LvbEventMalformed</c>: the object is nested too deeply or too large.</exception>
    public static string Write(object fields) => Encoding.UTF8.GetString(Writer.ToBytes(fields));

    /// <summary>Returns an object as text; empty if it has none.</summary>
    public static string TextOf(object value)
    {
        try
        {
            return value.ToString() ?? "";
        }
#pragma warning disable CA1031 // Third-party code: if it throws, the object has no text.
        catch (Exception)
#pragma warning restore CA1031
        {
            return "";
        }
    }

    protected override LvbException TooDeep() => EventErrors.Malformed("the object is nested too deeply");

    protected override void CheckSize(long bytes)
    {
        if (bytes > MaxBytes)
        {
            throw EventErrors.Malformed("the object is larger than 4 MiB");
        }
    }

    // Windows PowerShell parses large whole numbers as double. They are written without an exponent while they are exact.
    protected override void WriteFraction(Utf8JsonWriter writer, double value, string text)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            writer.WriteNullValue();
        }
        else if (Math.Abs(value) < 1e15 && Math.Floor(value) == value)
        {
            writer.WriteNumberValue((long)value);
        }
        else
        {
            writer.WriteNumberValue(value);
        }
    }

    protected override void WriteOther(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case DateTime time:
                writer.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case Enum:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            default:
                // Values of the JSON libraries are used as text. Other objects of a framework may refer to half the process.
                var text = TextOf(value);
                CheckSize(text.Length);
                writer.WriteStringValue(text);
                break;
        }
    }

    // A script property may fail; no field of a notification is one.
    protected override object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
