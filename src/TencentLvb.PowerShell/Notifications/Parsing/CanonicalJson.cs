using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>
/// Writes equivalent JSON as the same text: names sorted by code units, no white space, every number, string and boolean as a string
/// (numbers without exponents and superfluous zeros), and the last value of a repeated name. Event IDs are hashes of this text, so it
/// must never change.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Writes an object with these fields.</summary>
    public static string Object(IEnumerable<KeyValuePair<string, JsonElement>> fields)
    {
        var text = new StringBuilder();
        AppendObject(text, fields);
        return text.ToString();
    }

    /// <summary>Returns the fields of an object.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> Fields(JsonElement row)
    {
        foreach (var property in row.EnumerateObject())
        {
            yield return new KeyValuePair<string, JsonElement>(Name(property), property.Value);
        }
    }

    /// <summary>Returns a string, or the text of a number or boolean; null for anything else.</summary>
    public static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => WireReader.Text(value) ?? value.GetRawText(),
        JsonValueKind.Number => Number(value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Appends a quoted string.</summary>
    public static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\')
            {
                text.Append('\\').Append(character);
            }
            else if (character < ' ')
            {
                text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(character);
            }
        }

        text.Append('"');
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, Fields(value));
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var element in value.EnumerateArray())
                {
                    Separate(text, '[');
                    Append(text, element);
                }

                text.Append(']');
                break;
            default:
                if (Scalar(value) is { } scalar)
                {
                    AppendText(text, scalar);
                }
                else
                {
                    text.Append("null");
                }

                break;
        }
    }

    private static void AppendObject(StringBuilder text, IEnumerable<KeyValuePair<string, JsonElement>> fields)
    {
        var sorted = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            sorted[field.Key] = field.Value;
        }

        text.Append('{');
        foreach (var field in sorted)
        {
            Separate(text, '{');
            AppendText(text, field.Key);
            text.Append(':');
            Append(text, field.Value);
        }

        text.Append('}');
    }

    private static void Separate(StringBuilder text, char opening)
    {
        if (text[text.Length - 1] != opening)
        {
            text.Append(',');
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair cannot be decoded, so the name is used as written.
            var whole = property.ToString();
            return whole.Substring(0, whole.Length - property.Value.GetRawText().Length);
        }
    }

    private static string Number(string raw)
    {
        var mark = raw.IndexOfAny(['e', 'E']);
        var mantissa = mark < 0 ? raw : raw.Substring(0, mark);
        var power = mark < 0 ? "0" : raw.Substring(mark + 1);
        if (!int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || Math.Abs((long)exponent) > 1_000_000_000)
        {
            return raw;
        }

        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.TrimStart('-').Replace(".", "").TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
        {
            return "0";
        }

        exponent += digits.Length - significant.Length - fraction;
        return (raw[0] == '-' ? "-" : "") + Plain(significant, exponent);
    }

    // Without an exponent, as long as the result is short.
    private static string Plain(string digits, int exponent)
    {
        if (exponent is >= 0 and <= 40)
        {
            return digits + new string('0', exponent);
        }

        if (exponent is < 0 and >= -40)
        {
            var padded = digits.PadLeft(1 - exponent, '0');
            return padded.Insert(padded.Length + exponent, ".");
        }

        return digits + "e" + exponent.ToString(CultureInfo.InvariantCulture);
    }
}
