using System.Management.Automation;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>One body as the user gave it.</summary>
internal sealed record EventInput(object? Given, byte[]? Bytes)
{
    /// <exception cref="LvbException"><c>LvbEventMalformed</c>.</exception>
    public byte[] Body() => Bytes ?? NotificationBody.From(Given) ?? throw EventErrors.Malformed(
        Given is null ? "there is no body" : $"an object of type {Given.GetType().Name} holds no body");
}

/// <summary>
/// Puts bodies together again that the pipeline took apart: <c>Get-Content</c> gives lines, <c>Get-Content -AsByteStream</c> and an unrolled array
/// bytes.
/// </summary>
internal sealed class EventInputJoiner
{
    private readonly StringBuilder _lines = new();
    private readonly List<byte> _bytes = [];
    private bool _any;

    /// <summary>Takes one input.</summary>
    /// <returns>The bodies that are whole now.</returns>
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
        return [new EventInput(value is PSCustomObject ? input : value, value is string or byte[] ? NotificationBody.From(value) : null)];
    }

    /// <summary>What was joined.</summary>
    public IEnumerable<EventInput> Rest()
    {
        if (_bytes.Count > 0)
        {
            var bytes = _bytes.ToArray();
            _bytes.Clear();
            yield return new EventInput(bytes, bytes);
        }

        // Blank lines are what follows a body's last line, unless there was nothing else.
        var text = _lines.ToString().TrimEnd('\n');
        if (_lines.Length > 0 && (text.Trim().Length > 0 || !_any))
        {
            _lines.Clear();
            yield return new EventInput(text, Encoding.UTF8.GetBytes(text));
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

    // A line within a pretty-printed body may be an object by itself: it has no event_type.
    private bool IsWhole(string line)
    {
        if (!line.TrimStart('\ufeff', ' ', '\t', '\r', '\n').StartsWith("{", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using var document = LenientJson.Parse(Encoding.UTF8.GetBytes(line));
            return _lines.Length == 0
                || document.RootElement.TryGetProperty("event_type", out _)
                || document.RootElement.TryGetProperty("tid", out _);
        }
        catch (LvbException)
        {
            return false;
        }
    }
}
