using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Emulator;

/// <summary>
/// Reads the parameters of an action, or the members of a parameter that is an object. Numbers may be sent as strings, as in the
/// service's own samples. A <c>null</c> member counts as not sent.
/// </summary>
internal sealed class Api3Parameters
{
    private readonly JsonElement _object;
    private readonly string _path;

    private Api3Parameters(JsonElement value, string path)
    {
        _object = value;
        _path = path;
    }

    public static Api3Parameters Read(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object ? new(body, "") : throw new Api3Error("InvalidParameter", "The body is not a JSON object.");

    /// <exception cref="Api3Error">There is another parameter.</exception>
    public void AllowOnly(params string[] names)
    {
        foreach (var member in _object.EnumerateObject())
        {
            if (!names.Contains(member.Name, StringComparer.Ordinal))
            {
                throw CommonErrors.Unknown(_path + member.Name);
            }
        }
    }

    public void Need(string name)
    {
        if (Member(name) is null)
        {
            throw CommonErrors.Missing(_path + name);
        }
    }

    public bool Has(string name) => Member(name) is not null;

    public string? Text(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw CommonErrors.WrongType(_path + name, "string"),
    };

    /// <summary>Returns a required text, which must not be empty.</summary>
    public string NeedText(string name)
    {
        Need(name);
        return Text(name) is { Length: > 0 } text ? text : throw CommonErrors.InvalidValue(_path + name, "it is empty");
    }

    public string? OneOf(string name, params string[] allowed)
    {
        var text = Text(name);
        return text is null || allowed.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Wrong(name, "one of " + string.Join(", ", allowed));
    }

    public long? Number(string name, long minimum, long maximum)
    {
        var number = Member(name) switch
        {
            null => (long?)null,
            { ValueKind: JsonValueKind.Number } whole when whole.TryGetInt64(out var value) => value,
            { ValueKind: JsonValueKind.String } text when TryWhole(text.GetString()!, out var value) => value,
            _ => throw CommonErrors.WrongType(_path + name, "integer"),
        };
        return number is null || (number >= minimum && number <= maximum)
            ? number
            : throw Wrong(name, $"{Wire.Text(minimum)} to {Wire.Text(maximum)}");
    }

    public long NeedNumber(string name, long minimum, long maximum)
    {
        Need(name);
        return Number(name, minimum, maximum)!.Value;
    }

    /// <summary>Returns a required unsigned 64-bit number.</summary>
    public ulong NeedUnsigned(string name)
    {
        Need(name);
        return Member(name) switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetUInt64(out var value) => value,
            { ValueKind: JsonValueKind.String } text when ulong.TryParse(
                text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
            _ => throw CommonErrors.WrongType(_path + name, "integer"),
        };
    }

    public double? Fraction(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) => value,
        { ValueKind: JsonValueKind.String } text when TryFraction(text.GetString()!, out var value) => value,
        _ => throw CommonErrors.WrongType(_path + name, "float"),
    };

    public DateTimeOffset NeedUnixTime(string name) => DateTimeOffset.FromUnixTimeSeconds(NeedNumber(name, 0, 253402300799));

    public IReadOnlyList<string> Texts(string name, int most = int.MaxValue)
    {
        var texts = new List<string>();
        foreach (var item in Items(name, most))
        {
            var path = $"{_path}{name}.{Wire.Text(texts.Count)}";
            texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw CommonErrors.WrongType(path, "string"));
        }

        return texts;
    }

    public IReadOnlyList<Api3Parameters> Objects(string name, int most = int.MaxValue)
    {
        var objects = new List<Api3Parameters>();
        foreach (var item in Items(name, most))
        {
            var path = $"{_path}{name}.{Wire.Text(objects.Count)}";
            objects.Add(item.ValueKind == JsonValueKind.Object
                ? new Api3Parameters(item, path + ".")
                : throw CommonErrors.WrongType(path, "object"));
        }

        return objects;
    }

    public Api3Parameters? Object(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new Api3Parameters(value, _path + name + "."),
        _ => throw CommonErrors.WrongType(_path + name, "object"),
    };

    public Page Page(int minimumSize, int maximumSize, int defaultSize, int lastPage = int.MaxValue) => new(
        (int)(Number("PageNum", 1, lastPage) ?? 1), (int)(Number("PageSize", minimumSize, maximumSize) ?? defaultSize));

    public Api3Error Wrong(string name, string allowed) => CommonErrors.InvalidValue(_path + name, "expected " + allowed);

    private static bool TryWhole(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryFraction(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private JsonElement? Member(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private IReadOnlyCollection<JsonElement> Items(string name, int most)
    {
        if (Member(name) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw CommonErrors.WrongType(_path + name, "list");
        }

        return list.GetArrayLength() <= most ? [.. list.EnumerateArray()] : throw Wrong(name, $"at most {Wire.Text(most)} members");
    }
}
