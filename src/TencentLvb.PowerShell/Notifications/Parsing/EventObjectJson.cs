using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>Writes hashtables and objects as JSON again, whole numbers with all their digits.</summary>
internal static class EventObjectJson
{
    // Deeper than any notification; an object that refers to itself ends here.
    private const int MaxDepth = 32;

    // Far more than a notification has; a list without an end ends here.
    private const long MaxBytes = 4 * 1024 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="LvbException"><c>LvbEventMalformed</c> when it is nested too deeply, or too large.</exception>
    public static string Write(object fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, fields, 0);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>An object as text; empty where it has none.</summary>
    public static string TextOf(object value)
    {
        try
        {
            return value.ToString() ?? "";
        }
#pragma warning disable CA1031 // Somebody else's code: whatever it throws, it has no text.
        catch (Exception)
#pragma warning restore CA1031
        {
            return "";
        }
    }

    private static void Write(Utf8JsonWriter writer, object? item, int depth)
    {
        if (depth > MaxDepth)
        {
            throw EventErrors.Malformed("the object is nested too deeply");
        }

        if (writer.BytesCommitted + writer.BytesPending > MaxBytes)
        {
            throw EventErrors.Malformed("the object is larger than 4 MiB");
        }

        var value = item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string or char or Guid or Uri:
                Text(writer, value);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateTime time:
                writer.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case Enum:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float:
                Number(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case IFormattable number when number is System.Numerics.BigInteger or decimal || number.GetType().IsPrimitive:
                writer.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary fields:
                writer.WriteStartObject();
                foreach (DictionaryEntry field in fields)
                {
                    writer.WritePropertyName(Convert.ToString(field.Key, CultureInfo.InvariantCulture) ?? "");
                    Write(writer, field.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var element in list)
                {
                    Write(writer, element, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case PSObject or PSCustomObject:
                WriteProperties(writer, item!, depth);
                break;
            default:
                // Values of the JSON libraries are their text; what else a framework hands over may refer to half the process.
                Text(writer, value);
                break;
        }
    }

    private static void Text(Utf8JsonWriter writer, object value)
    {
        var text = TextOf(value);
        if (text.Length > MaxBytes)
        {
            throw EventErrors.Malformed("the object is larger than 4 MiB");
        }

        writer.WriteStringValue(text);
    }

    private static void WriteProperties(Utf8JsonWriter writer, object item, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in PSObject.AsPSObject(item).Properties)
        {
            writer.WritePropertyName(property.Name);
            Write(writer, Value(property), depth + 1);
        }

        writer.WriteEndObject();
    }

    // A property that is a script may fail; no field of a notification is one.
    private static object? Value(PSPropertyInfo property)
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

    // Windows PowerShell parses large whole numbers as double: written without an exponent as far as it is exact.
    private static void Number(Utf8JsonWriter writer, double value)
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
}
