namespace TencentLvb.Backends.Api3;

/// <summary>
/// Reads one section of an INI file as people and tools write it: with comments, quotes, spaces, any line ending, and other sections
/// around it.
/// </summary>
internal sealed class IniSection
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private IniSection()
    {
    }

    /// <summary>Indicates whether the file contains the section.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Gets a value; null if it is missing or blank. The last of several is used.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Reads a section. Lines before the first section also belong to it, because some tools write no section.</summary>
    /// <exception cref="FormatException">A line of the section is not valid INI. The message contains its number, not its text.</exception>
    public static IniSection Read(string text, string name)
    {
        var section = new IniSection();
        var isInside = true;
        var number = 0;
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } raw)
        {
            number++;
            var line = raw.Trim().Trim('\uFEFF').Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[')
            {
                var end = line.IndexOf(']');
                isInside = end > 0 && string.Equals(line.Substring(1, end - 1).Trim(), name, StringComparison.OrdinalIgnoreCase);
                section.IsPresent |= isInside;
                continue;
            }

            if (isInside)
            {
                section.Take(line, number);
            }
        }

        return section;
    }

    private void Take(string line, int number)
    {
        var separator = line.IndexOfAny(['=', ':']);
        if (separator <= 0)
        {
            throw new FormatException($"line {number} is not a comment, a section or 'name = value'");
        }

        IsPresent = true;
        _values[line.Substring(0, separator).Trim()] = Value(line.Substring(separator + 1).Trim(), number);
    }

    private static string Value(string text, int number)
    {
        if (text.Length > 0 && text[0] is '"' or '\'')
        {
            var end = text.IndexOf(text[0], 1);
            return end > 0
                ? text.Substring(1, end - 1).Trim()
                : throw new FormatException($"the quotation mark on line {number} is not closed");
        }

        for (var i = 0; i < text.Length; i++)
        {
            // A comment after a value follows white space, because a key may contain the character.
            if (text[i] is '#' or ';' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                return text.Substring(0, i).TrimEnd();
            }
        }

        return text;
    }
}
