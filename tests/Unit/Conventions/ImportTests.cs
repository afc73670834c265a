using System.Management.Automation.Language;

namespace TencentLvb.Unit.Conventions;

/// <summary>The manifest costs an import nothing that it need not. What an import loads and reads is in the specs.</summary>
public sealed class ImportTests
{
    // A list over several lines without commas is a script to the engine, which it compiles at each import: a sixth of the whole.
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
