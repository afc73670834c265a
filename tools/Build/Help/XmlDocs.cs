using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TencentLvb.Build.Help;

/// <summary>The XML docs of the code: a first draft for a new page.</summary>
public sealed partial class XmlDocs
{
    private readonly Dictionary<string, string> summaries = [];

    public XmlDocs(string path)
    {
        if (File.Exists(path))
        {
            summaries = XDocument.Load(path).Descendants("member")
                .Where(m => m.Element("summary") is not null)
                .ToDictionary(m => (string)m.Attribute("name")!, m => Text(m.Element("summary")!));
        }
    }

    /// <summary>Inserts the summaries where a page has no prose.</summary>
    public HelpPage Draft(HelpPage page, Type cmdlet)
    {
        var summary = summaries.GetValueOrDefault("T:" + cmdlet.FullName, "");
        var end = summary.IndexOf(". ", StringComparison.Ordinal);
        return page with
        {
            Synopsis = page.Synopsis.Length > 0 ? page.Synopsis : end > 0 ? summary[..(end + 1)] : summary,
            Description = page.Description.Length > 0 ? page.Description : summary,
            Parameters = [.. page.Parameters.Select(p => p.Description.Length > 0 ? p : p with { Description = Property(cmdlet, p.Name) })],
        };
    }

    private string Property(Type cmdlet, string name)
    {
        for (var type = cmdlet; type is not null; type = type.BaseType)
        {
            if (summaries.TryGetValue($"P:{type.FullName}.{name}", out var text))
            {
                return text;
            }
        }

        return Shared.GetValueOrDefault(name, "");
    }

    private static readonly Dictionary<string, string> Shared = new()
    {
        ["WhatIf"] = "Shows what would happen if the cmdlet runs. No request is sent, and nothing is emitted.",
        ["Confirm"] = "Prompts for confirmation before each change.",
        ["First"] = "Gets only the specified number of objects. Pages that are not needed are not fetched.",
        ["Skip"] = "Skips the specified number of objects and gets the rest.",
        ["IncludeTotalCount"] = "Emits the total number of objects before the objects themselves, with the accuracy of that number.",
    };

    private static string Text(XElement summary)
    {
        var copy = new XElement(summary);
        foreach (var element in copy.Descendants().ToList())
        {
            element.ReplaceWith(element.Name.LocalName switch
            {
                "c" => $"`{element.Value}`",
                "see" or "paramref" => ((string?)element.Attribute("cref") ?? (string?)element.Attribute("name") ?? "").Split('.', ':')[^1],
                _ => element.Value,
            });
        }

        return Blank().Replace(copy.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
