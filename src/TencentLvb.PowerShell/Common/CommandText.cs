using System.Management.Automation.Language;

namespace TencentLvb.Common;

/// <summary>
/// Creates parts of commands for completion, or for recommended actions. Uses the escaping of the engine, because PowerShell also accepts
/// the typographic marks U+2018 to U+201B as single quotes.
/// </summary>
internal static class CommandText
{
    /// <summary>Quotes a text so that PowerShell reads exactly this text as one argument.</summary>
    public static string Quote(string text) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";

    /// <summary>
    /// Returns the text without quotes if PowerShell reads it as the same string, otherwise in quotes. A number is not a string:
    /// <c>1e5</c>, <c>0x10</c>, <c>2kb</c>.
    /// </summary>
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

        // Versions of PowerShell differ in which words are numbers, so the current engine is used.
        return text.Length > 0
            && Parser.ParseInput("x " + text, out _, out var errors) is { EndBlock.Statements: { Count: 1 } statements }
            && errors.Length == 0
            && statements[0] is PipelineAst { PipelineElements: { Count: 1 } elements }
            && elements[0] is CommandAst { Redirections.Count: 0, CommandElements: { Count: 2 } words }
            && words[1] is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word
            && word.Value == text;
    }
}
