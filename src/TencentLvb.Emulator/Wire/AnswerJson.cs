using System.Text.Encodings.Web;
using System.Text.Json;

namespace TencentLvb.Emulator;

/// <summary>Writes compact JSON. Numbers in <c>output</c> are strings if that shape was selected.</summary>
internal sealed class AnswerJson : IDisposable
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly MemoryStream _bytes = new(512);
    private readonly Utf8JsonWriter _json;

    public AnswerJson() => _json = new Utf8JsonWriter(_bytes, Options);

    /// <summary>Gets or sets whether numbers are written as strings from now on.</summary>
    public bool NumbersAsText { get; set; }

    public byte[] ToArray()
    {
        _json.Flush();
        return _bytes.ToArray();
    }

    public void Object(string? name, Action<AnswerJson> content)
    {
        StartObject(name);
        content(this);
        EndObject();
    }

    public void StartObject(string? name = null)
    {
        if (name is null)
        {
            _json.WriteStartObject();
        }
        else
        {
            _json.WriteStartObject(name);
        }
    }

    public void EndObject() => _json.WriteEndObject();

    public void StartArray(string? name = null)
    {
        if (name is null)
        {
            _json.WriteStartArray();
        }
        else
        {
            _json.WriteStartArray(name);
        }
    }

    public void EndArray() => _json.WriteEndArray();

    public void Rows<T>(string name, IEnumerable<T> rows, Action<AnswerJson, T> fields)
    {
        StartArray(name);
        foreach (var row in rows)
        {
            StartObject();
            fields(this, row);
            EndObject();
        }

        EndArray();
    }

    public void Texts(string name, IEnumerable<string> texts)
    {
        StartArray(name);
        foreach (var text in texts)
        {
            _json.WriteStringValue(text);
        }

        EndArray();
    }

    public void Numbers(string name, IEnumerable<long> numbers)
    {
        StartArray(name);
        foreach (var number in numbers)
        {
            _json.WriteNumberValue(number);
        }

        EndArray();
    }

    public void Text(string name, string? value) => _json.WriteString(name, value);

    public void Name(string name) => _json.WritePropertyName(name);

    public void Null(string name) => _json.WriteNull(name);

    public void Number(string name, long value)
    {
        if (NumbersAsText)
        {
            _json.WriteString(name, Wire.Text(value));
        }
        else
        {
            _json.WriteNumber(name, value);
        }
    }

    public void Number(string name, ulong value)
    {
        if (NumbersAsText)
        {
            _json.WriteString(name, Wire.Text(value));
        }
        else
        {
            _json.WriteNumber(name, value);
        }
    }

    public void Number(string name, double value)
    {
        if (NumbersAsText)
        {
            _json.WriteString(name, Wire.Text(value));
        }
        else
        {
            // Converts to decimal, because .NET Framework would write 0.1 as 0.10000000000000001.
            _json.WriteNumber(name, (decimal)value);
        }
    }

    public void Dispose()
    {
        _json.Dispose();
        _bytes.Dispose();
    }
}
