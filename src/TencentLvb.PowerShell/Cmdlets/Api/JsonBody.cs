using System.Collections;
using System.Management.Automation;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Cmdlets;

/// <summary>Turns the body of <c>Invoke-LvbApi</c> into JSON: a text of JSON as it stands, hashtables and objects by their contents.</summary>
internal static class JsonBody
{
    private const int Deepest = 64;
    private const string Allowed = "Give a hashtable, an object made with [pscustomobject], or a text of JSON.";

    public static byte[] Write(object body)
    {
        var value = PlainValue.Of(body);
        if (value is string text)
        {
            return Checked(text);
        }

        if (value is not (IDictionary or PSObject or (IEnumerable and not byte[])))
        {
            throw LvbErrors.InvalidArgument($"-Body: an object of type {value?.GetType().Name} is no body.", Allowed);
        }

        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Write(json, value, 1);
        }

        return bytes.ToArray();
    }

    private static byte[] Checked(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Encoding.UTF8.GetBytes(text);
        }
        catch (JsonException e)
        {
            throw LvbErrors.InvalidArgument($"-Body: the text is no JSON: {e.Message}", Allowed);
        }
    }

    private static void Write(Utf8JsonWriter json, object? value, int depth)
    {
        if (depth > Deepest)
        {
            throw LvbErrors.InvalidArgument($"-Body is nested more than {Deepest} levels deep.", "Give a flatter body; check that it does not hold itself.");
        }

        switch (PlainValue.Of(value))
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                json.WriteBooleanValue(flag.IsPresent);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or float or double or BigInteger:
                Number(json, PlainValue.Of(value)!);
                break;
            case IDictionary table:
                json.WriteStartObject();
                foreach (DictionaryEntry entry in table)
                {
                    json.WritePropertyName(entry.Key.ToString() ?? "");
                    Write(json, entry.Value, depth + 1);
                }

                json.WriteEndObject();
                break;
            case PSObject data:
                json.WriteStartObject();
                foreach (var property in data.Properties)
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value, depth + 1);
                }

                json.WriteEndObject();
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var element in list)
                {
                    Write(json, element, depth + 1);
                }

                json.WriteEndArray();
                break;
            case DateTime or DateTimeOffset:
                throw LvbErrors.InvalidArgument(
                    "-Body: a point in time is no value.",
                    "Give what the interface takes: Unix seconds (([DateTimeOffset]$time).ToUnixTimeSeconds()), or China Standard Time as text.");
            case var other:
                throw LvbErrors.InvalidArgument($"-Body: an object of type {other.GetType().Name} is no value.", "Give text, numbers, booleans, lists and hashtables.");
        }
    }

    private static void Number(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case double number when double.IsNaN(number) || double.IsInfinity(number):
            case float small when float.IsNaN(small) || float.IsInfinity(small):
                throw LvbErrors.InvalidArgument($"-Body: {value} is no number of JSON.", "Give a finite number.");
            case float or double:
                json.WriteRawValue(((IFormattable)value).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteRawValue(((IFormattable)value).ToString(null, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
