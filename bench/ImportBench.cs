using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;
using System.Threading.Tasks;

namespace TencentLvb.Bench;

/// <summary>What importing the module costs, beside an empty binary module with one view. One such is imported first: the engine's first import costs by itself.</summary>
internal static class ImportBench
{
    private const int Rounds = 12;

    public static async Task Run(Table table, string[] arguments)
    {
        // Arguments are manifests to import instead, to see what a part of the module costs.
        foreach (var manifest in arguments.Length > 0 ? arguments : [Repository.Module])
        {
            await Compare(table, manifest, arguments.Length > 0 ? " of " + Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(manifest))) : "");
        }
    }

    private static async Task Compare(Table table, string manifest, string which)
    {
        var folder = Repository.NewFolder();
        try
        {
            var first = Empty(folder, "LvbBenchFirst");
            var other = Empty(folder, "LvbBenchOther");
            var scripts = new[] { Script(folder, first, ("module", manifest), ("empty", other)), Script(folder, first, ("empty", other), ("module", manifest)) };
            foreach (var (name, file, before) in Repository.Engines)
            {
                var module = new List<double>();
                var empty = new List<double>();
                for (var round = 0; round < Rounds; round++)
                {
                    var (output, _) = await Repository.RunAsync(file, [.. before, scripts[round % 2]]);
                    foreach (var line in output.Split('\n').Select(l => l.Trim().Split(' ')).Where(l => l.Length == 2))
                    {
                        (line[0] == "module" ? module : empty).Add(ColdBench.Number(line[1]));
                    }
                }

                table.Ratio($"import{which} in {name}, beside an empty binary module with one view", ColdBench.Median(module), ColdBench.Median(empty), "ms", "<= 2");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Script(string folder, string first, params (string Name, string Path)[] modules)
    {
        var file = Path.Combine(folder, string.Concat(modules.Select(m => m.Name)) + ".ps1");
        File.WriteAllLines(file, [
            $"Import-Module '{first}'",
            .. modules.Select(m => string.Create(CultureInfo.InvariantCulture,
                $"$clock = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module '{m.Path}'; [System.Console]::WriteLine(\"{m.Name} \" + $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))")),
        ]);
        return file;
    }

    /// <summary>A binary module with one cmdlet that does nothing, and one view.</summary>
    private static string Empty(string folder, string name)
    {
        folder = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule(name).DefineType(name + "Command", TypeAttributes.Public | TypeAttributes.Sealed, typeof(PSCmdlet));
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, ["Get", name]));
        type.CreateType();
        assembly.Save(Path.Combine(folder, name + ".dll"));
        File.WriteAllText(Path.Combine(folder, name + ".Format.ps1xml"), $"""
            <Configuration><ViewDefinitions><View><Name>{name}</Name><ViewSelectedBy><TypeName>{name}</TypeName></ViewSelectedBy>
            <TableControl><TableHeaders><TableColumnHeader /></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems>
            <TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl>
            </View></ViewDefinitions></Configuration>
            """);
        var manifest = Path.Combine(folder, name + ".psd1");
        File.WriteAllText(manifest, $$"""
            @{ RootModule = '{{name}}.dll'; ModuleVersion = '1.0.0'; GUID = '{{Guid.NewGuid()}}'; PowerShellVersion = '5.1'; FormatsToProcess = @('{{name}}.Format.ps1xml')
               FunctionsToExport = @(); CmdletsToExport = @('Get-{{name}}'); VariablesToExport = @(); AliasesToExport = @() }
            """);
        return manifest;
    }
}
