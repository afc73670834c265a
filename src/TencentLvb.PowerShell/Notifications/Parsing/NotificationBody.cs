using System.Collections;
using System.Management.Automation;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>
/// Finds the bodies in the input of a function app, a runbook or a web framework: text, bytes, a stream, a hashtable or object that was
/// parsed from the body, the whole request that contains the body, or several of these in an array.
/// </summary>
internal static class NotificationBody
{
    // Refuses an object that contains itself.
    private const int MaxDepth = 8;

    // Allows many events in one file, and refuses an endless stream.
    private const int MaxStreamBytes = 64 * 1024 * 1024;

    /// <summary>Returns the bodies; empty if the object contains none.</summary>
    /// <exception cref="LvbException"><c>LvbEventMalformed</c>.</exception>
    public static List<byte[]> AllIn(object? input)
    {
        var bodies = new List<byte[]>();
        Add(input, isBase64: false, bodies, 0);
        return bodies;
    }

    private static void Add(object? input, bool isBase64, List<byte[]> bodies, int depth)
    {
        if (depth > MaxDepth)
        {
            throw EventErrors.Malformed("the object is nested too deeply");
        }

        var value = input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;
        switch (value)
        {
            case null:
                break;
            case string text:
                if (isBase64 && EnvelopeFields.FromBase64(text) is { } decoded)
                {
                    AddBytes(decoded, bodies);
                }
                else
                {
                    AddText(text, bodies);
                }

                break;
            case byte[] bytes:
                AddBytes(bytes, bodies);
                break;
            case IEnumerable<byte> bytes:
                AddBytes(Limited(bytes).ToArray(), bodies);
                break;
            case Stream stream:
                AddBytes(ReadAll(stream), bodies);
                break;
            case TextReader reader:
                AddText(ReadAll(reader), bodies);
                break;
            case IDictionary fields:
                if (!TryAddInner(name => Get(fields, name), bodies, depth))
                {
                    bodies.Add(Encoding.UTF8.GetBytes(EventObjectJson.Write(fields)));
                }

                break;
            case object[] or ArrayList or List<object>:
                foreach (var element in (IEnumerable)value)
                {
                    Add(element, isBase64, bodies, depth + 1);
                }

                break;
            default:
                AddObject(input!, value, bodies, depth);
                break;
        }
    }

    private static void AddObject(object input, object value, List<byte[]> bodies, int depth)
    {
        var properties = PSObject.AsPSObject(input).Properties;
        if (TryAddInner(name => Get(properties, name), bodies, depth))
        {
            return;
        }

        if (value is PSCustomObject or PSObject)
        {
            bodies.Add(Encoding.UTF8.GetBytes(EventObjectJson.Write(input)));
        }
        else if (EventObjectJson.TextOf(value).TrimStart() is { Length: > 0 } text && text[0] == '{')
        {
            // ToString() of parsed JSON of the common libraries returns its text.
            AddText(text, bodies);
        }
    }

    private static bool TryAddInner(Func<string, object?> get, List<byte[]> bodies, int depth)
    {
        if (get("event_type") is not null || get("tid") is not null)
        {
            return false;
        }

        var isBase64 = EnvelopeFields.IsTrue(get(EnvelopeFields.IsBase64));
        var before = bodies.Count;
        foreach (var name in EnvelopeFields.Bodies)
        {
            if (get(name) is { } body and not "")
            {
                Add(body, isBase64, bodies, depth + 1);
                if (bodies.Count > before)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void AddText(string text, List<byte[]> bodies)
    {
        BodySplitter.TrySplit(text, out var all);
        all.ForEach(body => bodies.Add(Encoding.UTF8.GetBytes(body)));
    }

    private static void AddBytes(byte[] bytes, List<byte[]> bodies)
    {
        bytes = BodyUnpacker.Gunzip(bytes) ?? bytes;
        var text = BodyText.Read(bytes).Text;
        if (BodySplitter.TrySplit(text, out var all) && !(all.Count == 1 && ReferenceEquals(all[0], text)))
        {
            all.ForEach(body => bodies.Add(Encoding.UTF8.GetBytes(body)));
        }
        else
        {
            bodies.Add(bytes);
        }
    }

    // Names are not case-sensitive in any dictionary; an exact match is preferred.
    private static object? Get(IDictionary fields, string name)
    {
        if (fields.Contains(name))
        {
            return fields[name];
        }

        foreach (DictionaryEntry field in fields)
        {
            if (field.Key is string key && key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }

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

    private static IEnumerable<byte> Limited(IEnumerable<byte> bytes)
    {
        var left = MaxStreamBytes;
        foreach (var one in bytes)
        {
            yield return left-- > 0 ? one : throw TooLong();
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        var part = new byte[8192];
        for (int count; (count = stream.Read(part, 0, part.Length)) > 0;)
        {
            if (all.Length + count > MaxStreamBytes)
            {
                throw TooLong();
            }

            all.Write(part, 0, count);
        }

        return all.ToArray();
    }

    private static string ReadAll(TextReader reader)
    {
        var all = new StringBuilder();
        var part = new char[8192];
        for (int count; (count = reader.Read(part, 0, part.Length)) > 0;)
        {
            if (all.Length + count > MaxStreamBytes)
            {
                throw TooLong();
            }

            all.Append(part, 0, count);
        }

        return all.ToString();
    }

    private static LvbException TooLong() => EventErrors.Malformed("the input is longer than 64 MiB");
}
