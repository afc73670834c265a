using System.Collections;
using System.Globalization;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Represents one parameter as it is sent, before URL encoding.</summary>
/// <param name="Name">The wire name, for example <c>Param.s.channel_id</c>: letters, digits, <c>_</c> and <c>.</c>.</param>
/// <param name="Value">The text of the value.</param>
internal readonly record struct WireParameter(string Name, string Value);

/// <summary>Collects the parameters of a call. The type of each is determined by the table of interfaces, never by its value.</summary>
internal sealed class WireParameters(Lvb2Interface target) : IReadOnlyList<WireParameter>
{
    private readonly List<WireParameter> _items = new(target.Parameters.Count);

    /// <summary>Gets the interface of the parameters.</summary>
    public Lvb2Interface Target => target;

    public int Count => _items.Count;

    public WireParameter this[int index] => _items[index];

    /// <summary>Adds a text; nothing if it is null or empty.</summary>
    public WireParameters Add(string name, string? value) =>
        string.IsNullOrEmpty(value) ? this : AddWire(Known(name, isNumber: false).WireName, value!);

    /// <summary>Adds a number; nothing if it is null.</summary>
    public WireParameters Add(string name, long? value) =>
        value is { } number ? AddWire(Known(name, isNumber: true).WireName, number.ToString(CultureInfo.InvariantCulture)) : this;

    /// <summary>Adds an unsigned 64-bit number with all digits.</summary>
    public WireParameters Add(string name, ulong value) =>
        AddWire(Known(name, isNumber: true).WireName, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a point in time, as Unix seconds or as text in China Standard Time; nothing if it is null.</summary>
    public WireParameters Add(string name, DateTimeOffset? value) =>
        value is not { } time ? this
        : Known(name, isNumber: null) is { IsNumber: true } number
            ? AddWire(number.WireName, time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
            : AddWire(Known(name, isNumber: false).WireName, ChinaTime.Format(time));

    /// <summary>Adds a parameter by its full wire name.</summary>
    public WireParameters AddWire(string wireName, string value)
    {
        _items.Add(new WireParameter(wireName, value));
        return this;
    }

    /// <summary>Returns the value of a parameter by its full wire name; null if there is none.</summary>
    public string? Find(string wireName) => _items.Find(p => p.Name == wireName).Value;

    public List<WireParameter>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<WireParameter> IEnumerable<WireParameter>.GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Lvb2Parameter Known(string name, bool? isNumber)
    {
        foreach (var parameter in target.Parameters)
        {
            if (parameter.Name == name)
            {
                return isNumber is null || isNumber == parameter.IsNumber
                    ? parameter
                    : throw new InvalidOperationException($"{target}: {name} is of another type.");
            }
        }

        throw new InvalidOperationException($"{target} does not accept {name}.");
    }
}
