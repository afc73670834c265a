using System.Collections;
using System.Management.Automation;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>
/// The bytes of a notification's body out of what a function app or a web framework hands over: text, bytes, a stream, a
/// hashtable or object that the body was parsed to, or the whole request with the body in it.
/// </summary>
internal static class NotificationBody
{
    // A request object of a framework, in the order of preference: the raw text is what was sent.
    private static readonly string[] BodyProperties = ["RawBody", "Raw", "Body", "Content", "InputStream", "Data"];

    /// <summary>The body; null when the object is none.</summary>
    public static byte[]? From(object? input) => From(input, nested: false);

    private static byte[]? From(object? input, bool nested)
    {
        var value = input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;
        switch (value)
        {
            case null:
                return null;
            case string text:
                return Encoding.UTF8.GetBytes(text);
            case byte[] bytes:
                return bytes;
            case Stream stream:
                return ReadAll(stream);
            case TextReader reader:
                return Encoding.UTF8.GetBytes(reader.ReadToEnd());
            case IDictionary fields:
                return FromFields(fields, nested, name => fields.Contains(name) ? fields[name] : null);
            case IEnumerable<byte> bytes:
                return bytes.ToArray();
        }

        var properties = PSObject.AsPSObject(input).Properties;
        return (nested ? null : FromEnvelope(name => Get(properties, name)))
            ?? (value is PSCustomObject or PSObject ? Encoding.UTF8.GetBytes(EventObjectJson.Write(input!)) : FromText(value));
    }

    private static byte[]? FromFields(IDictionary fields, bool nested, Func<string, object?> get) =>
        (nested ? null : FromEnvelope(get)) ?? Encoding.UTF8.GetBytes(EventObjectJson.Write(fields));

    private static byte[]? FromEnvelope(Func<string, object?> get)
    {
        if (get("event_type") is not null || get("tid") is not null)
        {
            return null;
        }

        foreach (var name in BodyProperties)
        {
            if (get(name) is { } body && From(body, nested: true) is { Length: > 0 } bytes)
            {
                return bytes;
            }
        }

        return null;
    }

    // Parsed JSON of the common libraries has its text as ToString().
    private static byte[]? FromText(object value) =>
        value.ToString() is { } text && text.TrimStart().StartsWith("{", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(text) : null;

    private static object? Get(PSMemberInfoCollection<PSPropertyInfo> properties, string name)
    {
        try
        {
            return properties[name]?.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
