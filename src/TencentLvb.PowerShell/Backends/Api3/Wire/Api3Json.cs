using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Bodies of API 3.0: compact JSON. Letters beyond ASCII stand as they are, as in the documents.</summary>
internal static class Api3Json
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonObject parameters)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            parameters.WriteTo(writer);
        }

        return stream.ToArray();
    }

    /// <summary>Adds a parameter unless its value is null or empty.</summary>
    public static JsonObject With(this JsonObject parameters, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            parameters[name] = value;
        }

        return parameters;
    }

    public static JsonObject With(this JsonObject parameters, string name, long value)
    {
        parameters[name] = value;
        return parameters;
    }
}
