namespace TencentLvb.Report;

/// <summary>A table with headings that can be scrolled sideways on a narrow screen, also with the keyboard.</summary>
internal sealed class HtmlTable
{
    private readonly HtmlText _html;
    private bool _hasRow;
    private bool _isFirstCell;

    /// <param name="html">Where it is written.</param>
    /// <param name="labelledBy">The id of the heading that names it.</param>
    /// <param name="headings">The columns.</param>
    public HtmlTable(HtmlText html, string labelledBy, params string[] headings)
    {
        _html = html;
        html.Open("div class=\"scroll\" role=\"region\" tabindex=\"0\"", ("aria-labelledby", labelledBy)).Markup("<table><thead><tr>");
        foreach (var heading in headings)
        {
            html.Element("th scope=\"col\"", heading);
        }

        html.Markup("</tr></thead><tbody>\n");
    }

    public void Row()
    {
        _html.Markup(_hasRow ? "</tr>\n<tr>" : "<tr>");
        (_hasRow, _isFirstCell) = (true, true);
    }

    /// <summary>A text; the first of a row is its heading.</summary>
    public void Cell(string? text)
    {
        _html.Element(_isFirstCell ? "th scope=\"row\"" : "td", text);
        _isFirstCell = false;
    }

    /// <summary>A number, aligned to the right.</summary>
    public void Figure(string text) => _html.Element("td class=\"figure\"", text);

    /// <summary>A text that leads elsewhere.</summary>
    public void Link(string address, string? text)
    {
        _html.Markup(_isFirstCell ? "<th scope=\"row\">" : "<td>").Open("a rel=\"noopener noreferrer\"", ("href", address)).Text(text);
        _html.Markup(_isFirstCell ? "</a></th>" : "</a></td>");
        _isFirstCell = false;
    }

    public void End() => _html.Markup(_hasRow ? "</tr></tbody></table></div>" : "</tbody></table></div>");
}
