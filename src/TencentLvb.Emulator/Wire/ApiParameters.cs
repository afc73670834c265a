using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>
/// Reads the parameters of an interface. A string is <c>Param.s.NAME</c> and a number <c>Param.n.NAME</c>. With the wrong letter the
/// parameter is missing, to reveal clients that derive the letter from the value.
/// </summary>
internal sealed class ApiParameters(IReadOnlyDictionary<string, string> query, int invalid)
{
    public string? Text(string name) => query.TryGetValue("Param.s." + name, out var value) && value.Length > 0 ? value : null;

    public string NeedText(string name) => Text(name) ?? throw Missing("Param.s." + name);

    public string OneOf(string name, string otherwise, params string[] allowed)
    {
        var value = Text(name) ?? otherwise;
        return allowed.Contains(value, StringComparer.Ordinal) ? value : throw Wrong("Param.s." + name);
    }

    public long? Number(string name, long minimum, long maximum)
    {
        if (!query.TryGetValue("Param.n." + name, out var value) || value.Length == 0)
        {
            return null;
        }

        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum
            && number <= maximum
            ? number
            : throw Wrong("Param.n." + name);
    }

    public long NeedNumber(string name, long minimum, long maximum) => Number(name, minimum, maximum) ?? throw Missing("Param.n." + name);

    /// <summary>Returns a 64-bit ID, which older documents and clients send as a string.</summary>
    public ulong NeedId(string name)
    {
        if (!query.TryGetValue("Param.n." + name, out var value) && !query.TryGetValue("Param.s." + name, out value))
        {
            throw Missing("Param.n." + name);
        }

        return ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw Wrong("Param.n." + name);
    }

    /// <summary>Returns a text time in China Standard Time.</summary>
    public DateTimeOffset? Time(string name)
    {
        var text = Text(name);
        if (text is null)
        {
            return null;
        }

        return ChinaTime.TryRead(text, out var time) ? time : throw Wrong("Param.s." + name);
    }

    public DateTimeOffset NeedTime(string name) => Time(name) ?? throw Missing("Param.s." + name);

    public DateTimeOffset NeedUnixTime(string name) => DateTimeOffset.FromUnixTimeSeconds(NeedNumber(name, 0, 253402300799));

    public Page Page(int minimumSize, int maximumSize, int defaultSize) => new(
        (int)(Number("page_no", 1, int.MaxValue) ?? 1),
        (int)(Number("page_size", minimumSize, maximumSize) ?? defaultSize));

    public ApiError Wrong(string name) => new(invalid, "invalid param: " + name);

    private ApiError Missing(string name) => new(invalid, "missing param: " + name);
}

/// <summary>Represents a page of a list, starting at 1.</summary>
internal readonly record struct Page(int Number, int Size)
{
    public (int Start, int Count) Of(int total)
    {
        var start = (int)Math.Min(((long)Number - 1) * Size, total);
        return (start, Math.Min(Size, total - start));
    }
}
