using System.Management.Automation.Language;

namespace TencentLvb.Common;

/// <summary>
/// Parts of commands that completion puts at the prompt, or that an error tells the user to run. The engine's own escaping is used:
/// PowerShell also takes the typographic marks U+2018 to U+201B for single quotes.
/// </summary>
internal static class CommandText
{
    /// <summary>A text as an argument that PowerShell reads as exactly this text and nothing else.</summary>
    public static string Quote(string text) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";

    /// <summary>The text without quotes where PowerShell reads it as the same string, else in quotes. A number is no string: <c>1e5</c>,
    /// <c>0x10</c>, <c>2kb</c>.</summary>
    public static string QuoteIfNeeded(string text) => IsBareWord(text) ? text : Quote(text);

    private static bool IsBareWord(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('_' or '-' or '.' or '@'))
            {
                return false;
            }
        }

        // Which words are numbers differs between versions of PowerShell, so the engine at hand is asked.
        return text.Length > 0
            && Parser.ParseInput("x " + text, out _, out var errors) is { EndBlock.Statements: { Count: 1 } statements }
            && errors.Length == 0
            && statements[0] is PipelineAst { PipelineElements: { Count: 1 } elements }
            && elements[0] is CommandAst { Redirections.Count: 0, CommandElements: { Count: 2 } words }
            && words[1] is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word
            && word.Value == text;
    }
}
