using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Reads lists out of answers. Nothing at all is an empty list; what is neither a list nor nothing is no LVB answer.</summary>
internal static class ListReader
{
    /// <summary>The <c>output</c>; undefined when it says nothing: missing, null, an empty text or an empty array.</summary>
    /// <exception cref="FormatException">It is something else than an object.</exception>
    public static JsonElement Output(Lvb2Response reply)
    {
        var output = reply.GetOutputObject();
        return output.ValueKind == JsonValueKind.Object || IsNothing(reply.GetOutput())
            ? output
            : throw new FormatException("The output is not an object.");
    }

    /// <summary>The objects of the list <paramref name="name"/>; a lone object is a list of one.</summary>
    /// <exception cref="FormatException">The list holds something else.</exception>
    public static List<JsonElement> Objects(JsonElement output, string name)
    {
        var rows = Elements(output, name);
        foreach (var row in rows)
        {
            if (row.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("A row is not an object.");
            }
        }

        return rows;
    }

    /// <summary>The elements of the list <paramref name="name"/> without those that say nothing.</summary>
    public static List<JsonElement> Elements(JsonElement output, string name)
    {
        var rows = new List<JsonElement>(WireReader.Rows(output, name));
        rows.RemoveAll(IsNothing);
        return rows;
    }

    /// <summary>The stream of a row: the first of the names that it has, else the one that was asked about.</summary>
    /// <exception cref="FormatException">Nobody can tell which stream it is.</exception>
    public static string Stream(JsonElement row, string? asked, params string[] names)
    {
        foreach (var name in names)
        {
            if (WireReader.Text(row, name) is { Length: > 0 } stream)
            {
                return stream;
            }
        }

        return asked ?? throw new FormatException("A row does not name its stream.");
    }

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(WireReader.Text(value) ?? "?"),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
