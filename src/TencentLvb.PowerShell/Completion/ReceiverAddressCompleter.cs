using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TencentLvb.Completion;

/// <summary>Offers addresses on which a receiver of notifications can listen.</summary>
internal sealed class ReceiverAddressCompleter : IArgumentCompleter
{
    private static readonly (string Address, string Words)[] Prefixes =
    [
        ("http://localhost:8080/", "only this machine, for example behind a reverse proxy"),
        ("http://+:8080/", "every address of this machine"),
    ];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = (wordToComplete ?? "").Trim('\'', '"');
        var isPrefix = string.Equals(parameterName, "Prefix", StringComparison.OrdinalIgnoreCase);
        return Prefixes.Take(isPrefix ? Prefixes.Length : 1)
            .Where(p => p.Address.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(p => new CompletionResult(p.Address, p.Address, CompletionResultType.ParameterValue, isPrefix ? p.Words
            : "a receiver on this machine"));
    }
}
