using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>Help pages, about topics and guides are plain, idiomatic English.</summary>
public sealed partial class PlainLanguageTests
{
    private static readonly string HelpFolder = Path.Combine(Repository.Root, "en-US", "help");

    public static TheoryData<string> Pages => [.. Directory.GetFiles(HelpFolder, "*.md").Select(p => Path.GetFileName(p)!)];

    public static TheoryData<string> Topics =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "en-US"), "*.help.txt").Select(p => Path.GetFileName(p)!)];

    public static TheoryData<string> Examples =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.ps1").Select(p => Path.GetFileName(p)!),
        "AzureFunctions/LvbNotification/run.ps1",
    ];

    public static TheoryData<string> Guides =>
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "tests/Pester/README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(p => "docs/" + Path.GetFileName(p)),
    ];

    [Theory, MemberData(nameof(Pages))]
    public void A_help_page_contains_no_phrase_of_the_list(string page) =>
        Assert.Equal([], PlainLanguage.Markdown(Read("en-US/help/" + page)).SelectMany(PlainLanguage.Findings).ToArray());

    [Theory, MemberData(nameof(Topics))]
    public void A_topic_contains_no_phrase_of_the_list(string topic) =>
        Assert.Equal([], PlainLanguage.Topic(Read("en-US/" + topic)).SelectMany(PlainLanguage.Findings).ToArray());

    [Theory, MemberData(nameof(Guides))]
    public void A_guide_contains_no_phrase_of_the_list(string guide) =>
        Assert.Equal([], PlainLanguage.Markdown(Read(guide)).SelectMany(PlainLanguage.Findings).ToArray());

    [Theory, MemberData(nameof(Examples))]
    public void The_help_of_an_example_contains_no_phrase_of_the_list(string script)
    {
        var help = PlainLanguage.ScriptHelp(Read("examples/" + script)).ToList();
        Assert.NotEmpty(help);
        Assert.Equal([], help.SelectMany(PlainLanguage.Findings).ToArray());
    }

    [Theory, MemberData(nameof(Pages))]
    public void A_synopsis_is_one_short_sentence_that_starts_with_a_verb(string page)
    {
        var synopsis = PageReader.ReadFile(Path.Combine(HelpFolder, page)).Synopsis;
        Assert.Matches(Sentence(), synopsis);
        Assert.InRange(synopsis.Length, 10, 110);
    }

    [Theory, MemberData(nameof(Pages))]
    public void A_description_does_not_repeat_the_synopsis(string page)
    {
        var read = PageReader.ReadFile(Path.Combine(HelpFolder, page));
        Assert.DoesNotContain(read.Synopsis.TrimEnd('.'), read.Description, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("'x' is no stream.")]
    [InlineData("Specify an address, as `http://localhost/`.")]
    [InlineData("Test-LvbConnection tells whether the account answers.")]
    [InlineData("The parameter takes wildcards.")]
    [InlineData("Accounts that took VOD from 2023-12-25 on need it.")]
    [InlineData("An empty result means that the broadcaster's line was fine.")]
    [InlineData("Use fewer downloads on a thin line.")]
    [InlineData("Gets only the first so many objects.")]
    [InlineData("Several files at once; what is there already is not fetched again.")]
    [InlineData("Give a number with its unit.")]
    [InlineData("-Until and -Duration are given both.")]
    [InlineData("Streams without figures are left out.")]
    [InlineData("Leave -PushDomain of the connection out.")]
    [InlineData("Its sender hears 500.")]
    [InlineData("It listens on the loopback address alone.")]
    [InlineData("The key is at hand.")]
    [InlineData("The first line stands for it.")]
    [InlineData("A ban ends by itself after 7 days.")]
    [InlineData("Several bodies one after the other.")]
    [InlineData("One bad stream is an error; the others go on.")]
    [InlineData("Whoever has the file can push.")]
    [InlineData("Without a key one is made up.")]
    [InlineData("How long from now it is good.")]
    [InlineData("How long the range is. Not with -StartTime.")]
    [InlineData("Streams, by ID. Whole numbers do too.")]
    [InlineData("Any range will do.")]
    [InlineData("The download broke off.")]
    [InlineData("-Summary and -Interval exclude each other.")]
    [InlineData("Its journal is gone.")]
    [InlineData("Reads the source anew.")]
    [InlineData("It reads the secret once more after a refusal.")]
    [InlineData("The note stays beside the data.")]
    [InlineData("A call that was under way is completed.")]
    [InlineData("Check whether a proxy answers in the service's place.")]
    [InlineData("It is not sent again, since it may have arrived.")]
    [InlineData("Specify a stream id.")]
    [InlineData("It does not become live as long as that lasts.")]
    [InlineData("A key that does not show whose it is.")]
    [InlineData("'x' is a link that leads nowhere.")]
    [InlineData("Only HTTP/1.x is spoken here.")]
    public void The_list_finds(string sentence) => Assert.Single(PlainLanguage.Findings(sentence));

    [Theory]
    [InlineData("'x' is not a stream ID. Specify an ID such as `8888_news`.")]
    [InlineData("If there is no connection to end, the cmdlet does nothing.")]
    [InlineData("The file is no longer available.")]
    [InlineData("One object for each file, as `Get-Item` returns it.")]
    [InlineData("A change takes effect within ten minutes, and takes precedence over the profile.")]
    [InlineData("Each line of a chart has at most 500 points.")]
    [InlineData("Returns the profiles with a given name.")]
    [InlineData("Loading takes time, a long time or some minutes. The cmdlet takes screenshots.")]
    [InlineData("`is no` and `so many` are quoted here as code.")]
    public void The_list_does_not_find(string sentence) => Assert.Empty(PlainLanguage.Findings(sentence));

    private static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Root, name));

    [GeneratedRegex(@"\A[A-Z][a-z]+s (?!\.)[^\n.]+(?:\.\d[^\n.]*)*\.\z")]
    private static partial Regex Sentence();
}
