using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TencentLvb.Completion;

/// <summary>Offers the known interfaces, with their host and retry class.</summary>
internal sealed class InterfaceCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(
            wordToComplete,
            Known().OrderBy(i => i.Name, StringComparer.OrdinalIgnoreCase).Select(i => (i.Name, Tip(i))));

    // Without a connection API 2.0 is most likely.
    private static IReadOnlyList<KnownInterface> Known() => CurrentConnection.Value?.Backend.Interfaces ?? Lvb2Backend.Interfaces;

    private static string Tip(KnownInterface known) => $"{known.Name}: {known.Where}, {Safety(known.Retry)}";

    private static string Safety(RetryClass retry) => retry switch
    {
        RetryClass.Repeatable => "a query",
        RetryClass.SameState => "a change that can be sent again",
        _ => "sent at most once",
    };
}
