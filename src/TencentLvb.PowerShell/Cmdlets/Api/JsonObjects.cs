using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Turns JSON into what PowerShell works with: objects with properties, arrays, text, and numbers without loss of a digit.
/// </summary>
internal static class JsonObjects
{
    /// <summary>The value as PowerShell has it.</summary>
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

    // No number of the services comes near this; reading one without an end as an exact number would take minutes.
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
            // PowerShell's names know no case.
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

    // Names that PowerShell does not take: the empty one, its own, and one that holds half a character.
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

        // One that no double holds stays a text.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) && !double.IsInfinity(fraction)
            ? fraction
            : text;
    }
}
