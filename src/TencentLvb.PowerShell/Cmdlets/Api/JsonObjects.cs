using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;

namespace TencentLvb.Cmdlets;

/// <summary>Converts JSON to PowerShell values: objects with properties, arrays, text, and numbers without loss of digits.</summary>
internal static class JsonObjects
{
    /// <summary>Converts one JSON value.</summary>
    public static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(value),
        JsonValueKind.Array => Array(value),
        JsonValueKind.String => WireReader.Text(value),
        JsonValueKind.Number => Number(value.GetRawText()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    // Numbers of the services are far shorter. Reading an endless number exactly would take minutes.
    private const int LongestNumber = 300;

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "psobject", "psbase", "psadapted", "psextended", "pstypenames",
    };

    private static PSObject Object(JsonElement value)
    {
        var result = new PSObject();
        foreach (var property in value.EnumerateObject())
        {
            // PowerShell property names are not case-sensitive.
            var name = Name(property);
            if (result.Properties[name] is { } known)
            {
                known.Value = Value(property.Value);
            }
            else
            {
                result.Properties.Add(new PSNoteProperty(name, Value(property.Value)));
            }
        }

        return result;
    }

    // Replaces names that PowerShell does not accept: empty names, its own names, and names with half a surrogate pair.
    private static string Name(JsonProperty property)
    {
        try
        {
            var name = property.Name;
            return name.Length == 0 || Reserved.Contains(name) ? "_" + name : name;
        }
        catch (InvalidOperationException)
        {
            return "_";
        }
    }

    private static object?[] Array(JsonElement value)
    {
        var result = new object?[value.GetArrayLength()];
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            result[index++] = Value(element);
        }

        return result;
    }

    private static object Number(string text)
    {
        if (text.Length > LongestNumber)
        {
            return text;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var large))
        {
            return large;
        }

        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var huge))
        {
            return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact) ? exact : huge;
        }

        // A number that does not fit in a double stays text.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) && !double.IsInfinity(fraction)
            ? fraction
            : text;
    }
}
