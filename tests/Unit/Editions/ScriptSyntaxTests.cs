using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Editions;

/// <summary>Scripts for both editions contain nothing that Windows PowerShell 5.1 cannot parse.</summary>
public sealed partial class ScriptSyntaxTests
{
    // These run only in the PowerShell of this repository. The specs run in both.
    private static readonly string[] ForSevenOnly = ["bench", "tools", "out", "tests/Specs", ".ci"];

    public static TheoryData<string> Scripts() => new(Directory
        .EnumerateFiles(Repository.Root, "*.ps*1", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or ".git")
        && !ForSevenOnly.Any(folder => file.Replace('\\', '/').StartsWith(folder + '/', StringComparison.Ordinal)))
        .Order());

    [Theory]
    [MemberData(nameof(Scripts))]
    public void ParsesInWindowsPowerShell(string script)
    {
        var path = Path.Combine(Repository.Root, script);

        Assert.Equal("", Complaints(File.ReadAllText(path)));
        Assert.True(IsReadable(File.ReadAllBytes(path)), "5.1 reads a file without a byte order mark as ANSI: only ASCII is safe.");
    }

    [Theory]
    [InlineData("$a ?? 1")]
    [InlineData("$a ??= 1")]
    [InlineData("${a}?.B")]
    [InlineData("${a}?[0]")]
    [InlineData("$a ? 1 : 2")]
    [InlineData("'a' && 'b'")]
    [InlineData("'a' || 'b'")]
    [InlineData("'a' | ForEach-Object { $_ } &")]
    [InlineData("1 | ForEach-Object -Parallel { $_ }")]
    [InlineData("\"`u{1F600}\"")]
    [InlineData("\"`e[31m\"")]
    [InlineData("1..3 | Get-Foo | Join-String")]
    [InlineData("function f { clean { 'x' } }")]
    [InlineData("100y")]
    [InlineData("if (")]
    public void DetectsNewerSyntax(string text) => Assert.NotEqual("", Complaints(text));

    [Theory]
    [InlineData("if ($a) { 1 } else { 2 }")]
    [InlineData("$a.B[0]; & { 1 }; 'a ? b : c && d'; 1kb; [int]'1'")]
    [InlineData("Get-Foo @a | Where-Object { $_ -eq 1 } | ForEach-Object { $_ }")]
    public void AcceptsOlderSyntax(string text) => Assert.Equal("", Complaints(text));

    private static string Complaints(string text)
    {
        var tree = Parser.ParseInput(text, out var tokens, out var errors);
        return string.Join(Environment.NewLine, errors.Select(e => e.Message)
            .Concat(tree.FindAll(IsNewer, searchNestedScriptBlocks: true)
            .Select(node => $"line {node.Extent.StartLineNumber}: {node.Extent.Text}"))
            .Concat(tokens.Where(IsNewer).Select(token => $"line {token.Extent.StartLineNumber}: {token.Text}")));
    }

    private static bool IsNewer(Ast node) => node switch
    {
        TernaryExpressionAst or PipelineChainAst => true,
        PipelineAst pipeline => pipeline.Background,
        MemberExpressionAst member => member.NullConditional,
        IndexExpressionAst index => index.NullConditional,
        ScriptBlockAst block => block.CleanBlock is not null,
        // As an argument it is text to 5.1, which our parameters read.
        ConstantExpressionAst number and not StringConstantExpressionAst => number.Parent is not (CommandAst or CommandParameterAst)
            && NewNumber().IsMatch(number.Extent.Text),
        CommandAst command => NewCommands.Contains(command.GetCommandName() ?? "")
            || (command.GetCommandName() is "ForEach-Object" or "foreach" or "%" && command.CommandElements.OfType<CommandParameterAst>()
            .Any(p => p.ParameterName.StartsWith("Pa", StringComparison.OrdinalIgnoreCase))),
        _ => false,
    };

    private static bool IsNewer(Token token)
        => token.Kind is TokenKind.QuestionQuestion or TokenKind.QuestionQuestionEquals or TokenKind.QuestionDot
        or TokenKind.QuestionLBracket
        || (token is StringExpandableToken && NewEscape().IsMatch(token.Text));

    private static readonly HashSet<string> NewCommands = new(StringComparer.OrdinalIgnoreCase)
    {
        "Join-String", "Get-Error", "Test-Json", "ConvertFrom-Markdown", "Get-Uptime", "Remove-Service", "Start-ThreadJob",
            "Get-SecureRandom", "ConvertTo-CliXml", "ConvertFrom-CliXml",
    };

    [GeneratedRegex("(?<!`)(``)*`(u\\{|e)")]
    private static partial Regex NewEscape();

    [GeneratedRegex("^(?!0x)[0-9].*[yuns]l?$", RegexOptions.IgnoreCase)]
    private static partial Regex NewNumber();

    private static bool IsReadable(byte[] content) =>
        content is [0xEF, 0xBB, 0xBF, ..] || content.All(b => b < 0x80);
}
