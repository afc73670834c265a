namespace TencentLvb.Views;

/// <summary>
/// Specifies how a part of a line is highlighted. Each style is also shown by a mark or a word, for users who see no colors.
/// </summary>
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

/// <summary>Provides the escape sequences of the styles, in the sixteen colors of the user's terminal.</summary>
internal static class LineStyles
{
    private const string Reset = "\u001b[0m";

    /// <summary>Returns the text in a style, or unchanged if there are no colors.</summary>
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
