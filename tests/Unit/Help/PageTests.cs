using System.Xml.Linq;

namespace TencentLvb.Unit.Help;

public sealed class PageTests
{
    private static readonly Dictionary<string, HelpPage> Facts =
        CmdletReflection.Pages(typeof(LvbCmdlet).Assembly).ToDictionary(p => p.Cmdlet);

    private static string Folder => Path.Combine(Repository.Root, "en-US", "help");

    public static TheoryData<string> Cmdlets => [.. Facts.Keys];

    [Theory, MemberData(nameof(Cmdlets))]
    public void DescribesEveryParameter(string cmdlet) =>
        Assert.Empty(PageCheck.Differences(Facts[cmdlet], PageReader.ReadFile(Path.Combine(Folder, cmdlet + ".md"))));

    [Theory, MemberData(nameof(Cmdlets))]
    public void IsFormattedAsTheBuilderWouldFormatIt(string cmdlet)
    {
        var path = Path.Combine(Folder, cmdlet + ".md");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), PageWriter.Write(PageReader.ReadFile(path)));
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void LinksLeadToExistingPages(string cmdlet)
    {
        var links = PageReader.ReadFile(Path.Combine(Folder, cmdlet + ".md")).Links;
        Assert.NotEmpty(links);
        Assert.All(links, l => Assert.True(File.Exists(Path.Combine(Folder, l.Address)), l.Address));
    }

    [Fact]
    public void EveryPageBelongsToACmdlet() =>
        Assert.Equal(Facts.Keys.Order(), Directory.GetFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void IsStagedAsMaml()
    {
        var maml = XDocument.Load(Path.Combine(Repository.StagedModule, "en-US", "TencentLvb.PowerShell.dll-Help.xml"));
        var names = maml.Descendants().Where(e => e.Name.LocalName == "command")
            .Select(e => e.Descendants().First(d => d.Name.LocalName == "name").Value);
        Assert.Equal(Facts.Keys.Order(), names.Order());
    }

    [Theory]
    [InlineData("about_TencentLvb")]
    [InlineData("about_TencentLvb_Connections")]
    [InlineData("about_TencentLvb_Events")]
    [InlineData("about_TencentLvb_Errors")]
    [InlineData("about_TencentLvb_Emulator")]
    [InlineData("about_TencentLvb_Automation")]
    public void ATopicFitsEightyColumns(string topic)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.StagedModule, "en-US", topic + ".help.txt"));
        Assert.Equal("TOPIC", lines[0]);
        Assert.Equal("    " + topic, lines[1]);
        Assert.Equal("SHORT DESCRIPTION", lines[3]);
        Assert.All(lines, l => Assert.True(l.Length <= 80, l));
    }
}
