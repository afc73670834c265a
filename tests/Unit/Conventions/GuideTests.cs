using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>The pages for contributors name files that exist, and the recipes stay short.</summary>
public sealed partial class GuideTests
{
    private static readonly string[] Files =
    [
        .. new[] { "src", "tests", "tools", "examples", "en-US", "docs" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Select(file => "/" + Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/')),
    ];

    [Theory]
    [InlineData("docs/architecture.md", 60)]
    [InlineData("CONTRIBUTING.md", 17)]
    public void Every_file_that_a_page_names_exists(string page, int atLeast)
    {
        var named = Named(Read(page)).ToList();

        Assert.True(named.Count >= atLeast, $"{named.Count} files were found.");
        Assert.DoesNotContain(named, name => !Files.Any(file => file.EndsWith("/" + name, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_request_passes_through_at_most_30_files() =>
        Assert.InRange(Named(Section("docs/architecture.md", "### `Get-LvbChannelStatus` on API 2.0, file by file")).Count(), 20, 30);

    [Fact]
    public void An_interface_with_its_cmdlet_takes_at_most_14_files() =>
        Assert.InRange(Step().Count(Section("CONTRIBUTING.md", "## Add an interface")), 10, 14);

    private static IEnumerable<string> Named(string text) => FileName().Matches(text).Select(name => name.Groups[1].Value).Distinct();

    private static string Section(string page, string heading) => Heading().Split(Read(page).Split(heading + "\n")[1])[0];

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"`([\w./-]+\.(?:cs|ps1|psd1|ps1xml|md))`")]
    private static partial Regex FileName();

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\d+\. ", RegexOptions.Multiline)]
    private static partial Regex Step();
}
