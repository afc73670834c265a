using System.Collections;
using System.Globalization;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Collects the parameters of a call. Text goes as <c>Param.s.</c>, numbers as <c>Param.n.</c>, by meaning and never by look.</summary>
internal sealed class WireParameters : IReadOnlyList<WireParameter>
{
    private readonly List<WireParameter> _items = [];

    public int Count => _items.Count;

    public WireParameter this[int index] => _items[index];

    /// <summary>Adds a text; nothing when it is null or empty.</summary>
    public WireParameters Text(string name, string? value) =>
        string.IsNullOrEmpty(value) ? this : Add("Param.s." + name, value!);

    /// <summary>Adds a number; nothing when it is null.</summary>
    public WireParameters Number(string name, long? value) =>
        value is { } number ? Add("Param.n." + name, number.ToString(CultureInfo.InvariantCulture)) : this;

    /// <summary>Adds an unsigned 64-bit number, digits in full.</summary>
    public WireParameters Number(string name, ulong value) =>
        Add("Param.n." + name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a point in time as China Standard Time text.</summary>
    public WireParameters ChinaTime(string name, DateTimeOffset? value) =>
        value is { } time ? Add("Param.s." + name, Common.ChinaTime.Format(time)) : this;

    /// <summary>Adds a point in time as Unix seconds.</summary>
    public WireParameters UnixTime(string name, DateTimeOffset? value) => Number(name, value?.ToUnixTimeSeconds());

    /// <summary>Adds a parameter under its full wire name.</summary>
    public WireParameters Add(string wireName, string value)
    {
        _items.Add(new WireParameter(wireName, value));
        return this;
    }

    /// <summary>The value of a parameter by its full wire name; null when there is none.</summary>
    public string? Find(string wireName) => _items.Find(p => p.Name == wireName).Value;

    public IEnumerator<WireParameter> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
