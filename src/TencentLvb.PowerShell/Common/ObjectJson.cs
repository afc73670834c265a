using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TencentLvb.Common;

/// <summary>
/// Writes PowerShell objects as JSON: hashtables and custom objects by their contents, whole numbers with all digits. Derived classes
/// define how other values are written, and the maximum size.
/// </summary>
internal abstract class ObjectJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the maximum nesting depth, which also limits objects that refer to themselves.</summary>
    protected abstract int Deepest { get; }

    /// <exception cref="LvbException">The value is nested too deeply, or contains values that cannot be written.</exception>
    public byte[] ToBytes(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value, 1);
        }

        return buffer.ToArray();
    }

    /// <summary>
    /// Returns the value without PowerShell's wrapper. A custom object stays wrapped, because its contents are the properties of the
    /// wrapper.
    /// </summary>
    public static object? Plain(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>Creates the error of an object that is nested too deeply.</summary>
    protected abstract LvbException TooDeep();

    /// <summary>Called before each value, with the number of bytes written so far.</summary>
    protected virtual void CheckSize(long bytes)
    {
    }

    /// <summary>Writes a number that may have a fraction.</summary>
    protected abstract void WriteFraction(Utf8JsonWriter writer, double value, string text);

    /// <summary>Writes a value that is not null, a string, boolean, number, hashtable, object or list.</summary>
    protected abstract void WriteOther(Utf8JsonWriter writer, object value);

    /// <summary>Returns the value of a property.</summary>
    protected virtual object? ValueOf(PSPropertyInfo property) => property.Value;

    private void Write(Utf8JsonWriter writer, object? item, int depth)
    {
        if (depth > Deepest)
        {
            throw TooDeep();
        }

        CheckSize(writer.BytesCommitted + writer.BytesPending);
        switch (Plain(item))
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case char letter:
                WriteOther(writer, letter);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number:
                WriteFraction(writer, number, number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case float number:
                WriteFraction(writer, number, number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case IFormattable number when number is BigInteger or decimal || number.GetType().IsPrimitive:
                writer.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary table:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in table)
                {
                    writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
                    Write(writer, entry.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case PSObject or PSCustomObject:
                WriteProperties(writer, item!, depth);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var element in list)
                {
                    Write(writer, element, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case var other:
                WriteOther(writer, other);
                break;
        }
    }

    private void WriteProperties(Utf8JsonWriter writer, object item, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in PSObject.AsPSObject(item).Properties)
        {
            writer.WritePropertyName(property.Name);
            Write(writer, ValueOf(property), depth + 1);
        }

        writer.WriteEndObject();
    }
}
