using System.Text;

namespace TencentLvb.Bench;

/// <summary>The cost of importing the module, compared with an empty binary module with one view. Another empty module is imported first,
/// because the first import of a session has its own cost.</summary>
internal static class ImportBench
{
    private const int Rounds = 12;
    private const string Built = "LvbBenchFirst";

    public static async Task Run(Table table, string[] arguments)
    {
        // Arguments are manifests to import instead, to measure the cost of a part of the module.
        foreach (var manifest in arguments.Length > 0 ? arguments : [Repository.Module])
        {
            await Compare(table, manifest, arguments.Length > 0
                ? " of " + Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(manifest))) : "");
        }
    }

    private static async Task Compare(Table table, string manifest, string which)
    {
        var folder = Repository.NewFolder();
        try
        {
            var first = Empty(folder, Built);
            var other = Empty(folder, "LvbBenchOther");
            var ours = Script(folder, first, "module", manifest);
            var theirs = Script(folder, first, "empty", other);
            var module = new List<double>();
            var empty = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                empty.Add(ColdBench.Number((await Repository.RunScriptAsync(theirs)).Output));
                module.Add(ColdBench.Number((await Repository.RunScriptAsync(ours)).Output));
            }

            table.Ratio($"import{which}, relative to an empty module with one view", ColdBench.Median(module), ColdBench.Median(empty),
                "ms", "<= 1.75");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Script(string folder, string first, string name, string manifest)
    {
        var file = Path.Combine(folder, name + ".ps1");
        File.WriteAllText(file, $$"""
            Import-Module '{{first}}'
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            Import-Module '{{manifest}}'
            [System.Console]::WriteLine($clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))
            """);
        return file;
    }

    /// <summary>The empty module with one view, under a name of the same length.</summary>
    private static string Empty(string folder, string name)
    {
        folder = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        var built = Path.Combine(Repository.Root, "bench", "EmptyModule", "bin", Repository.Configuration, "netstandard2.0",
            Built + ".dll");
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(built));
        File.WriteAllBytes(Path.Combine(folder, name + ".dll"), Encoding.Latin1.GetBytes(text
            .Replace(Built, name, StringComparison.Ordinal)
            .Replace(string.Join('\0', Built.ToCharArray()), string.Join('\0', name.ToCharArray()), StringComparison.Ordinal)));
        File.WriteAllText(Path.Combine(folder, name + ".Format.ps1xml"), $"""
            <Configuration><ViewDefinitions><View><Name>{name}</Name><ViewSelectedBy><TypeName>{name}</TypeName></ViewSelectedBy>
            <TableControl><TableHeaders><TableColumnHeader /></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems>
            <TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem></TableColumnItems>
            </TableRowEntry></TableRowEntries></TableControl>
            </View></ViewDefinitions></Configuration>
            """);
        var manifest = Path.Combine(folder, name + ".psd1");
        File.WriteAllText(manifest, $$"""
            @{ RootModule = '{{name}}.dll'; ModuleVersion = '1.0.0'; GUID = '{{Guid.NewGuid()}}'
               PowerShellVersion = '5.1'; FormatsToProcess = @('{{name}}.Format.ps1xml')
               FunctionsToExport = @(); CmdletsToExport = @('Get-{{name}}'); VariablesToExport = @(); AliasesToExport = @() }
            """);
        return manifest;
    }
}
