using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Converts the input of <c>Invoke-LvbApi</c> to JSON. JSON text is used unchanged; hashtables and objects are written by their contents.
/// </summary>
/// <param name="parameter">The name of the parameter, for error messages.</param>
internal sealed class JsonBody(string parameter) : ObjectJson
{
    private const string Allowed = "Specify a hashtable, an object made with [pscustomobject], or JSON text.";

    protected override int Deepest => 64;

    /// <summary>Returns the JSON of -Body.</summary>
    /// <exception cref="LvbException"><c>LvbInvalidArgument</c>: the value is not a valid body, or contains values that the services do
    /// not accept.</exception>
    public static byte[] Write(object body)
    {
        var value = Plain(body);
        if (value is string text)
        {
            return Checked(text);
        }

        return value is IDictionary or PSObject or (IEnumerable and not byte[])
            ? new JsonBody("-Body").ToBytes(value)
            : throw LvbErrors.InvalidArgument($"-Body: an object of type {value?.GetType().Name} cannot be used as a body.", Allowed);
    }

    protected override LvbException TooDeep() => LvbErrors.InvalidArgument(
        $"{parameter} is nested more than {Deepest} levels deep.",
        "Specify an object with fewer levels, and check that it does not contain itself.");

    protected override void WriteFraction(Utf8JsonWriter writer, double value, string text)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw LvbErrors.InvalidArgument($"{parameter}: {value} is not a valid JSON number.", "Specify a finite number.");
        }

        writer.WriteRawValue(text);
    }

    protected override void WriteOther(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case SwitchParameter flag:
                writer.WriteBooleanValue(flag.IsPresent);
                break;
            case DateTime or DateTimeOffset:
                throw LvbErrors.InvalidArgument(
                    $"{parameter}: a DateTime or DateTimeOffset object is not a valid value.",
                    "Specify the time in the format that the interface requires: Unix time in seconds "
                        + "(([DateTimeOffset]$time).ToUnixTimeSeconds()), or a date and time as text, in the service's time zone.");
            default:
                throw LvbErrors.InvalidArgument(
                    $"{parameter}: an object of type {value.GetType().Name} is not a valid value.",
                    "Specify only text, numbers, booleans, lists and hashtables.");
        }
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
            throw LvbErrors.InvalidArgument($"-Body: the text is not valid JSON: {e.Message}", Allowed);
        }
    }
}
