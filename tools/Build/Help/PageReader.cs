using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TencentLvb.Build.Help;

/// <summary>Reads a page in PlatyPS layout (schema 2.0.0).</summary>
public sealed class PageReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter()
        .UsePreciseSourceLocation().Build();

    private readonly string source;
    private readonly string name;
    private readonly List<Block> blocks;

    private PageReader(string name, string source)
    {
        this.name = name;
        this.source = source;
        blocks = [.. Markdown.Parse(source, Pipeline)];
    }

    public static HelpPage ReadFile(string path) =>
        Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n"));

    public static HelpPage Read(string name, string source) => new PageReader(name, source).Read();

    private HelpPage Read()
    {
        var title = blocks.OfType<HeadingBlock>().FirstOrDefault(h => h.Level == 1) ?? throw Wrong("it has no title");
        if (Text(title) != name)
        {
            throw Wrong($"its title is '{Text(title)}'");
        }

        return new HelpPage
        {
            Cmdlet = name,
            Synopsis = Prose(Section("SYNOPSIS")),
            Syntaxes = Syntaxes(Section("SYNTAX")),
            Description = Prose(Section("DESCRIPTION")),
            Examples = [.. Parts(Section("EXAMPLES")).Select(Example)],
            Parameters = [.. Parts(Section("PARAMETERS")).Where(p => p.Title != "CommonParameters").Select(Parameter)],
            Inputs = [.. Parts(Section("INPUTS")).Select(p => new HelpType(p.Title, Prose(p.Body)))],
            Outputs = [.. Parts(Section("OUTPUTS")).Select(p => new HelpType(p.Title, Prose(p.Body)))],
            Notes = Prose(Section("NOTES")),
            Links = Links(Section("RELATED LINKS")),
        };
    }

    private List<Block> Section(string title)
    {
        var start = blocks.FindIndex(b => b is HeadingBlock { Level: 2 } h && Text(h) == title);
        return start < 0
            ? throw Wrong($"it has no section '{title}'")
            : [.. blocks.Skip(start + 1).TakeWhile(b => b is not HeadingBlock { Level: <= 2 })];
    }

    private static IEnumerable<(string Title, List<Block> Body)> Parts(List<Block> section)
    {
        for (var i = 0; i < section.Count; i++)
        {
            if (section[i] is HeadingBlock { Level: 3 } heading)
            {
                yield return (Text(heading), [.. section.Skip(i + 1).TakeWhile(b => b is not HeadingBlock)]);
            }
        }
    }

    private List<HelpSyntax> Syntaxes(List<Block> section)
    {
        if (section is [FencedCodeBlock only])
        {
            return [new HelpSyntax(null, true, Code(only))];
        }

        const string Default = " (Default)";
        return [.. Parts(section).Select(part =>
        {
            var isDefault = part.Title.EndsWith(Default, StringComparison.Ordinal);
            return new HelpSyntax(
                isDefault ? part.Title[..^Default.Length] : part.Title,
                isDefault,
                Code(part.Body.OfType<FencedCodeBlock>().FirstOrDefault() ?? throw Wrong($"syntax '{part.Title}' has no code block")));
        })];
    }

    private HelpExample Example((string Title, List<Block> Body) part) => new(
        part.Title,
        [.. part.Body.OfType<FencedCodeBlock>().Select(b => new HelpCode($"{b.Info} {b.Arguments}".Trim(), Code(b)))],
        Prose([.. part.Body.Where(b => b is not FencedCodeBlock)]));

    private HelpParameter Parameter((string Title, List<Block> Body) part)
    {
        var facts = part.Body.OfType<FencedCodeBlock>().Where(b => b.Info == "yaml").Select(b => Facts(Code(b))).ToList();
        return part.Title.StartsWith('-') && facts.Count > 0
            ? new HelpParameter(part.Title[1..], Prose([.. part.Body.Where(b => b is not FencedCodeBlock { Info: "yaml" })]), facts)
            : throw Wrong($"parameter '{part.Title}' does not start with a hyphen or has no property block");
    }

    private static ParameterFacts Facts(string yaml)
    {
        var values = yaml.Split('\n').Where(l => l.Contains(':', StringComparison.Ordinal))
            .Select(l => l.Split(':', 2)).ToDictionary(l => l[0].Trim(), l => l[1].Trim());
        string Value(string key, string otherwise) => values.GetValueOrDefault(key) is { Length: > 0 } value ? value : otherwise;
        return new ParameterFacts
        {
            Type = Value("Type", ""),
            Sets = Value("Parameter Sets", "(All)"),
            Aliases = Value("Aliases", ""),
            AcceptedValues = Value("Accepted values", ""),
            Required = Value("Required", "False") == "True",
            Position = Value("Position", "Named"),
            Default = Value("Default value", "None"),
            PipelineInput = Value("Accept pipeline input", "False"),
            Wildcards = Value("Accept wildcard characters", "False") == "True",
        };
    }

    private static List<HelpLink> Links(List<Block> section) =>
        [.. section.OfType<ParagraphBlock>().SelectMany(b => b.Inline!.Descendants<LinkInline>())
            .Select(l => new HelpLink(PlainText.Of(l), l.Url ?? ""))];

    private string Prose(List<Block> body) =>
        string.Join("\n\n", body.Select(b => source.Substring(b.Span.Start, b.Span.Length).Trim()));

    private static string Code(FencedCodeBlock block) => block.Lines.ToString().ReplaceLineEndings("\n").TrimEnd();

    private static string Text(HeadingBlock heading) => heading.Inline is null ? "" : PlainText.Of(heading.Inline);

    private InvalidDataException Wrong(string what) => new($"Help page {name}: {what}.");
}
