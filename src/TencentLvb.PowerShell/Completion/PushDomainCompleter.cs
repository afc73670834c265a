using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TencentLvb.Completion;

/// <summary>Offers the push domains of the account (API 3.0), which are queried each time, for at most one second.</summary>
internal sealed class PushDomainCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var domains = CompletionCall.Ask(backend =>
            backend.GetDomains(LvbDomainType.Push, new PageRequest(1, backend.Limits.Domains.Default)))?.Rows ?? [];
        return Candidates.Matching(
            wordToComplete, domains.OrderBy(d => d.Name, StringComparer.Ordinal)
                .Select(d => (d.Name, d.Enabled ? "in use" : "not in use")));
    }
}
