using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Common;

/// <summary>
/// Reads responses with varying types: numbers as strings, strings as numbers, an object or an array of one, fields that are missing or
/// null. Never throws; values that cannot be read are null.
/// </summary>
internal static class WireReader
{
    /// <summary>Gets a field if <paramref name="row"/> is an object that has a value for it.</summary>
    public static bool TryGet(JsonElement row, string name, out JsonElement value)
    {
        value = default;
        return row.ValueKind == JsonValueKind.Object
            && TryGetProperty(row, name, out value)
            && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
    }

    private static bool TryGetProperty(JsonElement row, string name, out JsonElement value)
    {
        try
        {
            return row.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // The name of another field is half a surrogate pair, which cannot be compared.
            return FindProperty(row, name, out value);
        }
    }

    private static bool FindProperty(JsonElement row, string name, out JsonElement value)
    {
        value = default;
        var found = false;
        foreach (var property in row.EnumerateObject())
        {
            try
            {
                if (property.NameEquals(name))
                {
                    value = property.Value;
                    found = true;
                }
            }
            catch (InvalidOperationException)
            {
                // It is not this name.
            }
        }

        return found;
    }

    /// <summary>
    /// Returns the rows of a list: the elements of an array, a single object or string as a list of one, and nothing for other values.
    /// </summary>
    public static IEnumerable<JsonElement> Rows(JsonElement parent, string name) =>
        TryGet(parent, name, out var value) ? Rows(value) : [];

    /// <inheritdoc cref="Rows(JsonElement, string)"/>
    public static List<JsonElement> Rows(JsonElement value)
    {
        var rows = new List<JsonElement>();
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var row in value.EnumerateArray())
            {
                rows.Add(row);
            }
        }
        else if (value.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            rows.Add(value);
        }

        return rows;
    }

    /// <summary>Returns an object, or the first object of an array; undefined for anything else.</summary>
    public static JsonElement One(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.GetArrayLength() > 0 ? One(value[0]) : default;
        }

        return value.ValueKind == JsonValueKind.Object ? value : default;
    }

    public static string? Text(JsonElement row, string name) => TryGet(row, name, out var value) ? Text(value) : null;

    /// <summary>Returns a string, or the text of a number or boolean.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Bytes that are not valid UTF-8, or half a surrogate pair.
            return null;
        }
    }

    /// <summary>Returns a whole number; fractions are truncated.</summary>
    public static long? Long(JsonElement row, string name)
    {
        if (!TryGet(row, name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
        {
            return number;
        }

        var text = Text(value)?.Trim();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction)
            && fraction is >= long.MinValue and <= long.MaxValue
                ? (long)fraction
                : null;
    }

    public static int? Int(JsonElement row, string name) =>
        Long(row, name) is { } value and >= int.MinValue and <= int.MaxValue ? (int)value : null;

    /// <summary>Returns an unsigned 64-bit number with all digits.</summary>
    public static ulong? ULong(JsonElement row, string name) =>
        ulong.TryParse(Text(row, name)?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static double? Double(JsonElement row, string name) =>
        double.TryParse(Text(row, name)?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && !double.IsNaN(value) && !double.IsInfinity(value)
                ? value
                : null;

    /// <summary>Returns a point in time: text in China Standard Time, or Unix seconds.</summary>
    public static DateTimeOffset? Time(JsonElement row, string name) =>
        ChinaTime.Parse(Text(row, name)) ?? UnixTime(row, name);

    /// <summary>Returns a point in time from Unix seconds; null for 0 and for values beyond the calendar.</summary>
    public static DateTimeOffset? UnixTime(JsonElement row, string name) =>
        Long(row, name) is { } seconds and > 0 and <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime()
            : null;
}
