namespace TencentLvb.Views;

/// <summary>How a part of a line stands out. Each style also says so by a mark or a word, for those who see no colours.</summary>
internal enum LineStyle
{
    Plain,
    Faint,
    Strong,
    Heading,
    Good,
    Warning,
    Alarm,
}

/// <summary>The escape sequences of the styles, in the sixteen colours that the user's terminal chose.</summary>
internal static class LineStyles
{
    private const string Reset = "\u001b[0m";

    /// <summary>The text in a style; as it is where there are no colours.</summary>
    public static string Apply(string text, LineStyle style, bool colour)
    {
        var sequence = style switch
        {
            LineStyle.Faint => "\u001b[2m",
            LineStyle.Strong => "\u001b[1m",
            LineStyle.Heading => "\u001b[4m",
            LineStyle.Good => "\u001b[36m",
            LineStyle.Warning => "\u001b[1;33m",
            LineStyle.Alarm => "\u001b[1;35m",
            _ => null,
        };
        return colour && sequence is not null && text.Length > 0 ? sequence + text + Reset : text;
    }
}
