using System.Net;
using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>
/// Phrases that must not occur in help pages, guides, messages and comments because they read as if translated, each with its replacement.
/// Code in backticks is ignored.
/// </summary>
internal static partial class PlainLanguage
{
    // Stands for code in backticks.
    private const string Code = "\u25e6";

    private static readonly (Regex Phrase, string Instead)[] Rules =
    [
        Rule(@"(?<!\b[Tt]here )\b(?:is|are) no (?!longer\b|more\b|less\b|later\b)", "is not a, is not one of"),
        Rule($@", as (?:{Code}|-?\d\w*)(?=[.,;:)]| and\b| or\b|$)", "such as, for example"),
        Rule(@"\b(?:tells?|told)\b", "shows, reports, returns"),
        Rule(
            $@"\btakes? (?=[\w{Code}])(?!effect\b|precedence\b|(?:constant )?time\b|turns\b|place\b|about\b|screenshots\b"
                + @"|(?:too |a )?long|(?:some )?(?:seconds|minutes|hours)\b|(?:up to |at most |over )?\d)",
            "accepts, uses, reads"),
        Rule(@"\btook (?!effect\b|place\b|precedence\b)[A-Z]", "activated, accepted"),
        Rule(
            @"\b(?:bad|thin|slow|working|open|poor|no) lines?\b(?! of\b)|\bfaults? of the line\b|'s line\b(?! of\b)",
            "connection, network"),
        Rule(@"\b(?:listens?|read|seen|lost) on the way\b", "in transit, intercepts"),
        Rule(@"\bso many\b", "this number of, up to"),
        Rule(@"\bwhat (?:is|was) (?:there|on|live|banned|taken|left|asked)\b", "a noun"),
        Rule(@"(?<!\bto |\bnot )\b[Gg]ive (?:a|an|it|one|the|its|-)", "specify, use"),
        Rule(@"\b(?:is|are|was|were) (?:both )?given\b|\bgiven (?:both|no|none)\b|\bnone (?:is )?given\b", "specified"),
        Rule(@"\b(?:leaves?|left|leaving) (?:away|out)\b|\b[Ll]eave \S+ (?:\S+ ){0,3}(?:out|away)\b", "omit"),
        Rule(@"\bmend(?:s|ed|ing)?\b", "fix, repair"),
        Rule(@"\bhea(?:rs?|rd)\b", "receives"),
        Rule(@"(?<![-\w])alone\b", "only"),
        Rule(@"\bat hand\b", "available"),
        Rule(@"\bnothing of\b|\bnone of (?:LVB|now)\b|\bof now\b", "current"),
        Rule(@"\bstands? for\b", "means, represents"),
        Rule(@"\bby (?:itself|themselves)\b", "automatically, separately"),
        Rule(@"\bone after the other\b", "in sequence"),
        Rule(@"\b(?:go|goes|went) on\b(?! to\b)", "continue"),
        Rule(@"\b[Ww]hoever\b|(?:^|[.;:] )Who (?:listens|has|can|sees)\b", "anyone who"),
        Rule(@"\bwildcards go\b", "wildcards are supported"),
        Rule(@"\b(?:do|does) too\b", "are also accepted"),
        Rule(@"\bbrings? (?:it|them|itself)\b", "updates, returns"),
        Rule(@"\bis good (?:for|until|then)\b|\b[Hh]ow long [^.]* is good\b", "is valid"),
        Rule(@"\b(?:is|are|one) made up\b", "is generated"),
        Rule(@"\bin vain\b", "without effect"),
        Rule(@"(?:^|[.;:] )(?:Not with|This or) -", "cannot be combined with, specify either"),
        Rule(@"(?:^|[.;:] )Until when\b", "the end, the time at which"),
        Rule(@"\bdoes without\b|\bwill do\b", "is sufficient, is accepted"),
        Rule(@"\b(?:br[eo]ke|broken|breaks?|breaking) off\b", "was interrupted, was lost"),
        Rule(@"\bexcludes? each other\b", "cannot be combined, are both specified"),
        Rule(@"\b(?:is|are|was|were) gone\b", "no longer exists, was removed"),
        Rule(@"\banew\b|\bonce more\b(?! to\b)", "again"),
        Rule(@"\bbeside\b", "next to, in addition to"),
        Rule(@"\bunder way\b", "in progress"),
        Rule(@"\b(?:answer|respond|stand|come|go)e?s? in (?:its|their|the) (?:\S+ )?place\b", "instead, replaces"),
        Rule(@", since (?:it|they|the|an?|this|that|these|those|nothing|nearly|nobody|what)\b", "because"),
        Rule(@"\b(?:stream|task|session|event|template) ids?\b", "stream ID, task ID"),
        Rule(@"\bas long as (?:it|that|this) lasts\b", "until the ban ends"),
        Rule(@"\bwhose (?:it|they) (?:is|are)\b|\bleads nowhere\b|\bspoken here\b", "a noun; is a broken link; is supported"),
    ];

    /// <summary>The phrases of the list that occur in a text, each with its context and its replacement.</summary>
    public static IEnumerable<string> Findings(string text)
    {
        var prose = InlineCode().Replace(text, Code);
        return from rule in Rules
               from Match match in rule.Phrase.Matches(prose)
               let start = Math.Max(0, match.Index - 30)
               let end = Math.Min(prose.Length, match.Index + match.Length + 30)
               select $"\"{prose[start..end]}\": instead of \"{match.Value.Trim()}\" write: {rule.Instead}";
    }

    /// <summary>The paragraphs of a markdown file, each on one line. Fenced blocks are omitted.</summary>
    public static IEnumerable<string> Markdown(string text) =>
        Joined(FencedBlock().Replace(text.ReplaceLineEndings("\n"), "").Split('\n'), _ => false);

    /// <summary>The paragraphs of an about topic, each on one line. Code, which is indented by eight or more spaces, is omitted.</summary>
    public static IEnumerable<string> Topic(string text) =>
        Joined(
            text.ReplaceLineEndings("\n").Split('\n'),
            block => block.All(line => line.StartsWith("        ", StringComparison.Ordinal)));

    /// <summary>The paragraphs of the comment-based help of a script, each on one line.</summary>
    public static IEnumerable<string> ScriptHelp(string text) =>
        Joined(HelpComment().Match(text.ReplaceLineEndings("\n")).Groups[1].Value.Split('\n'), _ => false);

    /// <summary>The comments of a C# file that start a line, each on one line. Names and code in XML docs count as code.</summary>
    public static IEnumerable<string> Comments(string source) =>
        from block in Joined(source.ReplaceLineEndings("\n").Split('\n').Select(Comment), _ => false)
        let prose = XmlTag().Replace(XmlCode().Replace(CommentMark().Replace(block, " "), Code), " ")
        select Blanks().Replace(WebUtility.HtmlDecode(prose), " ").Trim();

    /// <summary>The comments of a script that start a line, each on one line.</summary>
    public static IEnumerable<string> ScriptComments(string source) =>
        Joined(source.ReplaceLineEndings("\n").Split('\n').Select(line => ScriptComment().Match(line).Groups[1].Value), _ => false);

    private static string Comment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? line : "";

    private static IEnumerable<string> Joined(IEnumerable<string> lines, Func<List<string>, bool> isCode)
    {
        List<string> block = [];
        foreach (var line in lines.Append(""))
        {
            if (line.Trim().Length > 0)
            {
                block.Add(line);
                continue;
            }

            if (block.Count > 0 && !isCode(block))
            {
                yield return string.Join(' ', block.Select(l => l.Trim()));
            }

            block = [];
        }
    }

    private static (Regex Phrase, string Instead) Rule(string pattern, string instead) =>
        (new Regex(pattern, RegexOptions.CultureInvariant), instead);

    [GeneratedRegex(@"\A<#(.*?)#>", RegexOptions.Singleline)]
    private static partial Regex HelpComment();

    [GeneratedRegex(@"^\s*#(?!requires|>)(.*)")]
    private static partial Regex ScriptComment();

    [GeneratedRegex(@"(?:^|(?<= ))//+ ?")]
    private static partial Regex CommentMark();

    [GeneratedRegex("  +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"<c>.*?</c>|<(?:see|paramref|inheritdoc)\b[^>]*>")]
    private static partial Regex XmlCode();

    [GeneratedRegex(@"</?(?:summary|remarks|param|typeparam|returns|exception|value|para|list|item|description|term)\b[^>]*>")]
    private static partial Regex XmlTag();

    [GeneratedRegex(@"`[^`]+`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^```.*?^```[^\n]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();
}
