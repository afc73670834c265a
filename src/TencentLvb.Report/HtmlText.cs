using System.Globalization;
using System.Net;

namespace TencentLvb.Report;

/// <summary>
/// Writes HTML. All text and attribute values are escaped here and nowhere else, so a stream whose name is a tag remains a name.
/// </summary>
internal sealed class HtmlText(TextWriter output)
{
    /// <summary>Writes unchanged markup, which must be a literal in the source.</summary>
    public HtmlText Markup(string markup)
    {
        output.Write(markup);
        return this;
    }

    /// <summary>Writes text.</summary>
    public HtmlText Text(string? text)
    {
        output.Write(Escape(text));
        return this;
    }

    /// <summary>Writes an element that contains only text.</summary>
    /// <param name="tag">The tag, with attributes that are literals.</param>
    /// <param name="text">The text.</param>
    public HtmlText Element(string tag, string? text)
    {
        var space = tag.IndexOf(' ');
        return Open(tag).Text(text).Markup("</").Markup(space < 0 ? tag : tag.Substring(0, space)).Markup(">");
    }

    /// <summary>Writes the start of an element.</summary>
    /// <param name="tag">The tag, with attributes that are literals.</param>
    /// <param name="attributes">Further attributes.</param>
    public HtmlText Open(string tag, params (string Name, object? Value)[] attributes)
    {
        output.Write('<');
        output.Write(tag);
        foreach (var (name, value) in attributes)
        {
            output.Write(' ');
            output.Write(name);
            output.Write("=\"");
            output.Write(Escape(Convert.ToString(value, CultureInfo.InvariantCulture)));
            output.Write('"');
        }

        output.Write('>');
        return this;
    }

    private static string Escape(string? text) => WebUtility.HtmlEncode(PrintableText.Of(text));
}
