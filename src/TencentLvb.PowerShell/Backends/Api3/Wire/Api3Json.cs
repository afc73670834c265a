using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Writes bodies of API 3.0: compact JSON in which characters beyond ASCII are not escaped, as in the documentation.</summary>
internal static class Api3Json
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A body has a few hundred bytes, so larger buffers are not kept.
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static MemoryStream? _stream;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static byte[] Bytes(JsonObject parameters) => Bytes(parameters, static (writer, json) => json.WriteTo(writer));

    /// <summary>Returns the bytes that are written with the thread's writer.</summary>
    public static byte[] Bytes<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        var stream = _stream ??= new MemoryStream(512);
        stream.SetLength(0);
        var writer = _writer ??= new Utf8JsonWriter(stream, Options);
        try
        {
            writer.Reset(stream);
            write(writer, state);
            writer.Flush();
            return stream.ToArray();
        }
        finally
        {
            if (stream.Capacity > LargestKept)
            {
                (_stream, _writer) = (null, null);
            }
        }
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
