using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Reads lists from responses. An absent value is an empty list; a value that is neither a list nor absent means that the response does
/// not come from LVB.
/// </summary>
internal static class ListReader
{
    /// <summary>Returns the <c>output</c>; undefined if it is absent: missing, null, an empty string or an empty array.</summary>
    /// <exception cref="FormatException">It is not an object.</exception>
    public static JsonElement Output(Lvb2Response reply)
    {
        var output = reply.GetOutputObject();
        return output.ValueKind == JsonValueKind.Object || IsNothing(reply.GetOutput())
            ? output
            : throw new FormatException("The output is not an object.");
    }

    /// <summary>Returns the objects of the list <paramref name="name"/>; a single object is a list of one.</summary>
    /// <exception cref="FormatException">The list contains other values.</exception>
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

    /// <summary>Returns the elements of the list <paramref name="name"/> without absent ones.</summary>
    public static List<JsonElement> Elements(JsonElement output, string name)
    {
        var rows = new List<JsonElement>(WireReader.Rows(output, name));
        rows.RemoveAll(IsNothing);
        return rows;
    }

    /// <summary>Returns the stream of a row: the first of the names that it has, otherwise the requested stream.</summary>
    /// <exception cref="FormatException">The stream is not known.</exception>
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
