using System.Management.Automation;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>Represents one complete input of the user.</summary>
internal sealed record EventInput(object? Given)
{
    /// <summary>Returns the bodies in the input, at least one.</summary>
    /// <exception cref="LvbException"><c>LvbEventMalformed</c>.</exception>
    public List<byte[]> Bodies()
    {
        var bodies = NotificationBody.AllIn(Given);
        return bodies.Count > 0 ? bodies : throw EventErrors.Malformed(Given switch
        {
            null => "there is no body",
            string or byte[] => "it contains only an empty list",
            _ => $"the object (type {Given.GetType().Name}) does not contain a body",
        });
    }
}

/// <summary>
/// Joins bodies that the pipeline has split: <c>Get-Content</c> emits lines; <c>Get-Content -AsByteStream</c> and an enumerated array
/// emit bytes.
/// </summary>
internal sealed class EventInputJoiner
{
    private readonly StringBuilder _lines = new();
    private readonly List<byte> _bytes = [];
    private bool _any;

    /// <summary>Adds one input.</summary>
    /// <returns>The bodies that are complete now.</returns>
    public IEnumerable<EventInput> Add(object? input, bool fromPipeline)
    {
        var value = input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;
        if (fromPipeline && value is byte b)
        {
            _bytes.Add(b);
            return [];
        }

        if (fromPipeline && value is string line && !IsWhole(line))
        {
            _lines.Append(line).Append('\n');
            return [];
        }

        if (value is object[] { Length: > 0 } list)
        {
            return AddAll(list);
        }

        _any = true;
        return [new EventInput(value)];
    }

    /// <summary>Returns the remaining joined input.</summary>
    public IEnumerable<EventInput> Rest()
    {
        if (_bytes.Count > 0)
        {
            var bytes = _bytes.ToArray();
            _bytes.Clear();
            yield return new EventInput(bytes);
        }

        // Blank lines follow the last line of a body, unless there is nothing else.
        var text = _lines.ToString().TrimEnd('\n');
        if (_lines.Length > 0 && (text.Trim().Length > 0 || !_any))
        {
            _lines.Clear();
            yield return new EventInput(text);
        }
    }

    // As an argument, lines and bytes are an array.
    private IEnumerable<EventInput> AddAll(object[] list)
    {
        foreach (var element in list)
        {
            foreach (var whole in Add(element, fromPipeline: true))
            {
                yield return whole;
            }
        }

        foreach (var whole in Rest())
        {
            yield return whole;
        }
    }

    // A line within a formatted body or list may itself be a valid object, but without an event_type.
    private bool IsWhole(string line)
    {
        var first = BodyText.WithoutMark(line).TrimStart();
        if (first.Length == 0 || first[0] is not ('{' or '[') || !BodySplitter.TrySplit(line, out var bodies))
        {
            return false;
        }

        return _lines.Length == 0 || (_lines[0] != '[' && bodies.Exists(IsNotification));
    }

    private static bool IsNotification(string body)
    {
        using var document = LenientJson.TryParse(body, out var parsed) ? parsed : null;
        return document is not null && BodySplitter.IsNotification(document.RootElement);
    }
}
