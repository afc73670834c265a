using System.Reflection;

namespace TencentLvb.Build.Help;

/// <summary>The commands of the builder for help pages.</summary>
internal static class HelpCommands
{
    private static string Pages => Path.Combine(Repository.Root, "en-US", "help");

    public static int Compile(string target)
    {
        var folder = Path.Combine(target, "en-US");
        Directory.CreateDirectory(folder);
        MamlWriter.Write(
            Directory.GetFiles(Pages, "*-*.md").Order(StringComparer.Ordinal).Select(PageReader.ReadFile),
            Path.Combine(folder, "TencentLvb.PowerShell.dll-Help.xml"));
        foreach (var topic in Directory.GetFiles(Path.Combine(Repository.Root, "en-US"), "about_*.help.txt"))
        {
            File.Copy(topic, Path.Combine(folder, Path.GetFileName(topic)), overwrite: true);
        }

        return 0;
    }

    public static int Scaffold(string[] cmdlets)
    {
        var module = Assembly.LoadFrom(Path.Combine(Repository.StagedModule, "TencentLvb.PowerShell.dll"));
        var docs = new XmlDocs(Repository.XmlDocs);
        Directory.CreateDirectory(Pages);
        foreach (var facts in CmdletReflection.Pages(module).Where(p => cmdlets.Length == 0
            || cmdlets.Contains(p.Cmdlet, StringComparer.OrdinalIgnoreCase)))
        {
            var path = Path.Combine(Pages, facts.Cmdlet + ".md");
            var written = File.Exists(path) ? PageReader.ReadFile(path) : null;
            var page = docs.Draft(PageWriter.Merge(facts, written), CmdletReflection.TypeOf(module, facts.Cmdlet));
            File.WriteAllText(path, PageWriter.Write(page));
            foreach (var difference in PageCheck.Differences(facts, page))
            {
                Console.WriteLine($"{facts.Cmdlet}: {difference}");
            }
        }

        return 0;
    }
}
