using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TencentLvb.Build.Help;

/// <summary>Converts markdown to the paragraphs that Get-Help prints.</summary>
public static class PlainText
{
    public static IEnumerable<string> Paragraphs(string markdown) => Markdown.Parse(markdown).SelectMany(b => Paragraphs(b, ""));

    public static string Of(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (var inline in container)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                LinkInline { Url: { } url } link when url.StartsWith("http", StringComparison.Ordinal) && Of(link) != url
                    => $"{Of(link)} ({url})",
                ContainerInline nested => Of(nested),
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline auto => auto.Url,
                _ => "",
            });
        }

        return text.ToString();
    }

    private static IEnumerable<string> Paragraphs(Block block, string prefix) => block switch
    {
        LeafBlock { Inline: { } inline } => [prefix + Of(inline)],
        ListBlock list => list.OfType<ListItemBlock>().SelectMany((item, i) => Item(item, list.IsOrdered ? $"{i + 1}. " : "- ")),
        CodeBlock code => [code.Lines.ToString().TrimEnd()],
        ContainerBlock container => container.SelectMany(b => Paragraphs(b, prefix)),
        _ => [],
    };

    private static IEnumerable<string> Item(ListItemBlock item, string mark) =>
        item.SelectMany((block, i) => Paragraphs(block, i == 0 ? mark : ""));
}
