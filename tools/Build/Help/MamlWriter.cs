using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TencentLvb.Build.Help;

/// <summary>Writes pages as MAML, the XML that Get-Help reads.</summary>
public static partial class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(IEnumerable<HelpPage> pages, string path)
    {
        var document = new XDocument(new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), pages.Select(Page)));
        using var writer = XmlWriter.Create(path, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = true,
            NewLineChars = "\n",
        });
        document.Save(writer);
    }

    public static XElement Page(HelpPage page)
    {
        var dash = page.Cmdlet.IndexOf('-', StringComparison.Ordinal);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Cmdlet),
                new XElement(Command + "verb", page.Cmdlet[..dash]),
                new XElement(Command + "noun", page.Cmdlet[(dash + 1)..]),
                Description(page.Synopsis)),
            Description(page.Description),
            new XElement(Command + "syntax", page.Syntaxes.Select(s => Syntax(page, s))),
            new XElement(Command + "parameters", page.Parameters.Select(p => Parameter(p, p.Facts[0], inSyntax: false))),
            new XElement(Command + "inputTypes", page.Inputs.Select(t => Type("inputType", t))),
            new XElement(Command + "returnValues", page.Outputs.Select(t => Type("returnValue", t))),
            new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", page.Links.Select(l => new XElement(
                Maml + "navigationLink",
                new XElement(Maml + "linkText", l.Text),
                new XElement(Maml + "uri", l.Address.StartsWith("http", StringComparison.Ordinal) ? l.Address : "")))));
    }

    private static XElement Syntax(HelpPage page, HelpSyntax syntax)
    {
        var names = ParameterName().Matches(syntax.Text).Select(m => m.Groups[1].Value);
        var parameters = names.Select(n => page.Parameters.FirstOrDefault(p => p.Name == n)).OfType<HelpParameter>();
        return new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", page.Cmdlet),
            parameters.Select(p => Parameter(p, FactsIn(p, syntax.SetName), inSyntax: true)));
    }

    private static ParameterFacts FactsIn(HelpParameter parameter, string? set) =>
        parameter.Facts.FirstOrDefault(f => set is not null && f.Sets.Split(", ").Contains(set)) ?? parameter.Facts[0];

    private static XElement Parameter(HelpParameter parameter, ParameterFacts facts, bool inSyntax)
    {
        var isSwitch = facts.Type == "SwitchParameter";
        var values = facts.AcceptedValues.Length > 0 ? facts.AcceptedValues.Split(", ") : [];
        return new XElement(
            Command + "parameter",
            new XAttribute("required", parameter.Facts.All(f => f.Required) || (inSyntax && facts.Required) ? "true" : "false"),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", facts.Wildcards ? "true" : "false"),
            new XAttribute("pipelineInput", facts.PipelineInput),
            new XAttribute("position", facts.Position == "Named" ? "named" : facts.Position),
            new XAttribute("aliases", facts.Aliases.Length == 0 ? "none" : facts.Aliases),
            new XElement(Maml + "name", parameter.Name),
            inSyntax ? null : Description(parameter.Description),
            inSyntax && values.Length > 0 && !facts.Type.EndsWith("[]", StringComparison.Ordinal)
                ? new XElement(Command + "parameterValueGroup", values.Select(v => Value(v, "parameterValue", isSwitch)))
                : null,
            inSyntax && isSwitch ? null : Value(facts.Type, "parameterValue", isSwitch),
            new XElement(Dev + "type", new XElement(Maml + "name", facts.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", facts.Default));
    }

    private static XElement Value(string text, string element, bool isSwitch) => new(
        Command + element,
        new XAttribute("required", isSwitch ? "false" : "true"),
        new XAttribute("variableLength", "false"),
        text);

    private static XElement Type(string element, HelpType type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        Description(type.Description));

    private static XElement Example(HelpExample example) => new(
        Command + "example",
        new XElement(Maml + "title", Line(example.Title)),
        new XElement(Dev + "code", string.Join("\n\n", example.Blocks.Select(b => b.Text))),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks)));

    // Readers of Get-Help recognize an example by the rule on both sides.
    private static string Line(string title)
    {
        var rule = new string('-', Math.Max(3, (62 - title.Length) / 2));
        return $"{rule} {title} {rule}";
    }

    private static XElement Description(string markdown) => new(Maml + "description", Paragraphs(markdown));

    private static IEnumerable<XElement> Paragraphs(string markdown) =>
        PlainText.Paragraphs(markdown).Select(p => new XElement(Maml + "para", p));

    [GeneratedRegex(@"-([A-Za-z]+)")]
    private static partial Regex ParameterName();
}
