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

    private static PSObject Object(JsonElement value)
    {
        var result = new PSObject();
        foreach (var property in value.EnumerateObject())
        {
            // PowerShell's names know no case and are never empty.
            var name = property.Name.Length == 0 ? "_" : property.Name;
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

        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
