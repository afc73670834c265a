namespace TencentLvb.Build.Help;

/// <summary>Compares a written page with the result of reflection, and requires the prose that a reader needs.</summary>
public static class PageCheck
{
    public static IEnumerable<string> Differences(HelpPage facts, HelpPage page)
    {
        if (!facts.Syntaxes.SequenceEqual(page.Syntaxes))
        {
            yield return "SYNTAX does not match the cmdlet: "
                + string.Join(" | ", facts.Syntaxes.Except(page.Syntaxes).Select(s => s.Text));
        }

        foreach (var gone in page.Parameters.Select(p => p.Name).Except(facts.Parameters.Select(p => p.Name)))
        {
            yield return $"-{gone} is not a parameter";
        }

        foreach (var parameter in facts.Parameters)
        {
            if (page.Parameters.FirstOrDefault(p => p.Name == parameter.Name) is not { } written)
            {
                yield return $"-{parameter.Name} is missing";
                continue;
            }

            if (written.Description.Length < 10)
            {
                yield return $"-{parameter.Name} is not described";
            }

            foreach (var difference in Differences(parameter, written))
            {
                yield return difference;
            }
        }

        foreach (var missing in Missing(page))
        {
            yield return missing;
        }

        foreach (var output in facts.Outputs.Where(o => page.Outputs.All(w => w.Name != o.Name && w.Name.Split('.')[^1] != o.Name)))
        {
            yield return $"OUTPUTS does not name {output.Name}";
        }
    }

    private static IEnumerable<string> Differences(HelpParameter facts, HelpParameter written)
    {
        if (facts.Facts.Count != written.Facts.Count)
        {
            yield return $"-{facts.Name} has {written.Facts.Count} blocks of properties instead of {facts.Facts.Count}";
            yield break;
        }

        foreach (var (expected, actual) in facts.Facts.Zip(written.Facts))
        {
            var comparable = expected.Default == "None" ? actual with { Default = "None" } : actual;
            if (comparable != expected)
            {
                yield return $"-{facts.Name} is {expected}, but the page says {actual}";
            }
        }
    }

    private static IEnumerable<string> Missing(HelpPage page)
    {
        if (page.Synopsis.Length == 0 || page.Synopsis.Contains('\n', System.StringComparison.Ordinal))
        {
            yield return "SYNOPSIS is not one line";
        }

        if (page.Description.Length == 0)
        {
            yield return "DESCRIPTION is empty";
        }

        if (page.Examples.Count < 2)
        {
            yield return "it has fewer than two examples";
        }

        foreach (var example in page.Examples.Where(e => e.Code.Length == 0 || e.Remarks.Length == 0))
        {
            yield return $"example '{example.Title}' lacks its code or its remarks";
        }

        if (page.Inputs.Count == 0 || page.Outputs.Count == 0)
        {
            yield return "INPUTS or OUTPUTS is empty (write None)";
        }

        if (page.Notes.Length == 0)
        {
            yield return "NOTES is empty";
        }
    }
}
