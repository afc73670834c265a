namespace TencentLvb.Unit.Help;

[Collection("process environment")]
public sealed class ExampleTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var page in Directory.GetFiles(Path.Combine(Repository.Root, "en-US", "help"), "*-*.md").Order(StringComparer.Ordinal).Select(PageReader.ReadFile))
            {
                foreach (var example in page.Examples)
                {
                    data.Add(page.Cmdlet, example.Title);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void Runs(string cmdlet, string title)
    {
        var page = PageReader.ReadFile(Path.Combine(Repository.Root, "en-US", "help", cmdlet + ".md"));
        var example = page.Examples.Single(e => e.Title == title);
        Assert.Contains(cmdlet, example.Code, StringComparison.Ordinal);
        using var shell = new ExampleShell();
        Assert.Empty(shell.Run(example.Code, endless: example.Blocks.Any(b => b.Info.Contains("endless", StringComparison.Ordinal))));
    }
}
