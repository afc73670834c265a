namespace TencentLvb.Report;

/// <summary>
/// Writes a table with headings. A wide table can be scrolled horizontally, also with the keyboard. On a narrow screen the style sheet
/// stacks each row; the explicit roles, which a table has implicitly, keep it a table for screen readers.
/// </summary>
internal sealed class HtmlTable
{
    private readonly HtmlText _html;
    private readonly string[] _headings;
    private bool _hasRow;
    private int _column;

    /// <param name="html">The output.</param>
    /// <param name="labelledBy">The ID of the heading that labels it.</param>
    /// <param name="figures">The number of columns, from the right, that contain numbers.</param>
    /// <param name="headings">The columns.</param>
    public HtmlTable(HtmlText html, string labelledBy, int figures, params string[] headings)
    {
        (_html, _headings) = (html, headings);
        html.Open("div class=\"scroll\" role=\"region\" tabindex=\"0\"", ("aria-labelledby", labelledBy));
        html.Markup("<table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">");
        for (var i = 0; i < headings.Length; i++)
        {
            const string Heading = "th role=\"columnheader\" scope=\"col\"";
            html.Element(i < headings.Length - figures ? Heading : Heading + " class=\"figure\"", headings[i]);
        }

        html.Markup("</tr></thead><tbody role=\"rowgroup\">\n");
    }

    public void Row()
    {
        _html.Markup(_hasRow ? "</tr>\n<tr role=\"row\">" : "<tr role=\"row\">");
        (_hasRow, _column) = (true, 0);
    }

    /// <summary>Writes a text cell; the first cell of a row is its heading.</summary>
    public void Cell(string? text)
    {
        Open("td role=\"cell\"");
        Close(text);
    }

    /// <summary>Writes a number, right-aligned.</summary>
    public void Figure(string text)
    {
        Open("td role=\"cell\" class=\"figure\"");
        Close(text);
    }

    /// <summary>Writes a link.</summary>
    public void Link(string address, string? text)
    {
        Open("td role=\"cell\"");
        _html.Open("a rel=\"noopener noreferrer\"", ("href", address)).Text(text).Markup("</a>");
        Close("");
    }

    public void End() => _html.Markup(_hasRow ? "</tr></tbody></table></div>" : "</tbody></table></div>");

    private void Open(string tag)
    {
        if (_column == 0)
        {
            _html.Markup("<th role=\"rowheader\" scope=\"row\">");
        }
        else
        {
            _html.Open(tag, ("data-label", _headings[_column]));
        }
    }

    private void Close(string? text)
    {
        _html.Text(text).Markup(_column == 0 ? "</th>" : "</td>");
        _column++;
    }
}
