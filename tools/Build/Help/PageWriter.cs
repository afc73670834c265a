using System.Text;

namespace TencentLvb.Build.Help;

/// <summary>Writes a page in PlatyPS layout.</summary>
public static class PageWriter
{
    private const string CommonParameters =
        "This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable, "
        + "-OutVariable, -OutBuffer, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction and -WarningVariable. "
        + "For more information, see [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).";

    /// <summary>The page according to reflection, with the prose of the existing page.</summary>
    public static HelpPage Merge(HelpPage facts, HelpPage? written) => written is null ? facts : written with
    {
        Syntaxes = facts.Syntaxes,
        Parameters = [.. facts.Parameters.Select(p => written.Parameters.FirstOrDefault(w => w.Name == p.Name) is { } old
            ? p with { Description = old.Description,
            Facts = [.. p.Facts.Select((f, i) => KeepDefault(f, old.Facts.ElementAtOrDefault(i)))] }
            : p)],
    };

    public static string Write(HelpPage page)
    {
        var text = new StringBuilder();
        text.Append("---\nexternal help file: TencentLvb.PowerShell.dll-Help.xml\nModule Name: TencentLvb\nonline version:\nschema: "
            + "2.0.0\n---\n\n");
        text.Append("# ").Append(page.Cmdlet).Append("\n\n");
        Section(text, "## SYNOPSIS", page.Synopsis);
        Section(text, "## SYNTAX", string.Join("\n\n", page.Syntaxes.Select(Syntax)));
        Section(text, "## DESCRIPTION", page.Description);
        Section(text, "## EXAMPLES", string.Join("\n\n", page.Examples.Select(Example)));
        Section(text, "## PARAMETERS", string.Join("\n\n", page.Parameters.Select(Parameter)));
        Section(text, "### CommonParameters", CommonParameters);
        Section(text, "## INPUTS", string.Join("\n\n", page.Inputs.Select(Type)));
        Section(text, "## OUTPUTS", string.Join("\n\n", page.Outputs.Select(Type)));
        Section(text, "## NOTES", page.Notes);
        Section(text, "## RELATED LINKS", string.Join("\n\n", page.Links.Select(l => $"[{l.Text}]({l.Address})")));
        return text.ToString().TrimEnd('\n') + "\n";
    }

    // What PowerShell does not know, such as "the last hour", must come from the writer.
    private static ParameterFacts KeepDefault(ParameterFacts facts, ParameterFacts? written) =>
        written is not null && facts.Default == "None" ? facts with { Default = written.Default } : facts;

    private static void Section(StringBuilder text, string title, string body)
    {
        text.Append(title).Append('\n');
        if (title is "## SYNOPSIS")
        {
            text.Append(body).Append("\n\n");
        }
        else
        {
            text.Append(body.Length == 0 ? "\n" : "\n" + body + "\n\n");
        }
    }

    private static string Syntax(HelpSyntax syntax)
    {
        var heading = syntax.SetName is null ? "" : $"### {syntax.SetName}{(syntax.IsDefault ? " (Default)" : "")}\n";
        return $"{heading}```\n{syntax.Text}\n```";
    }

    private static string Example(HelpExample example) => string.Join(
        "\n\n",
        example.Blocks.Select((b, i) => $"```{b.Info}\n{b.Text}\n```")
            .Append(example.Remarks)
            .Where(s => s.Length > 0)).Insert(0, $"### {example.Title}\n");

    private static string Parameter(HelpParameter parameter)
    {
        var blocks = parameter.Facts.Select(Facts);
        return string.Join("\n\n", new[] { $"### -{parameter.Name}\n{parameter.Description}".TrimEnd() }.Concat(blocks));
    }

    private static string Facts(ParameterFacts facts)
    {
        List<string> lines =
        [
            $"Type: {facts.Type}",
            $"Parameter Sets: {facts.Sets}",
            $"Aliases: {facts.Aliases}".TrimEnd(),
        ];
        if (facts.AcceptedValues.Length > 0)
        {
            lines.Add($"Accepted values: {facts.AcceptedValues}");
        }

        lines.AddRange(
        [
            "",
            $"Required: {facts.Required}",
            $"Position: {facts.Position}",
            $"Default value: {facts.Default}",
            $"Accept pipeline input: {facts.PipelineInput}",
            $"Accept wildcard characters: {facts.Wildcards}",
        ]);
        return "```yaml\n" + string.Join('\n', lines) + "\n```";
    }

    private static string Type(HelpType type) => $"### {type.Name}\n{type.Description}".TrimEnd();
}
