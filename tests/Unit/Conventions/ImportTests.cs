using System.Management.Automation.Language;

namespace TencentLvb.Unit.Conventions;

/// <summary>The manifest adds no avoidable cost to an import. The specs cover what an import loads and reads.</summary>
public sealed class ImportTests
{
    // PowerShell treats a multi-line list without commas as a script and compiles it at each import: one sixth of the import time.
    [Fact]
    public void ListsOfTheManifestAreLiterals()
    {
        var manifest = Parser.ParseFile(Path.Combine(Repository.Root, "TencentLvb.psd1"), out _, out var errors);

        var lists = manifest.FindAll(node => node is ArrayExpressionAst, searchNestedScriptBlocks: true)
            .Cast<ArrayExpressionAst>().ToList();

        Assert.Empty(errors);
        Assert.Contains(lists, list => list.Extent.Text.Contains("Get-LvbLiveStat", StringComparison.Ordinal));
        Assert.All(lists, list => Assert.True(list.SubExpression.Statements.Count <= 1, list.Extent.Text));
    }
}
