using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TencentLvb.Completion;

/// <summary>
/// Offers the streams that this runspace has emitted. If there are none and there is a connection, the live streams are queried: for at
/// most one second, and at most every half minute.
/// </summary>
internal sealed class StreamIdCompleter : IArgumentCompleter
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (SeenStreams.OfThisRunspace is not { } seen)
        {
            return [];
        }

        var streams = seen.All();
        if (streams.Count == 0 && DateTime.UtcNow - seen.AskedAt > AskAgainAfter)
        {
            seen.AskedAt = DateTime.UtcNow;
            foreach (var channel in AskWhoIsLive())
            {
                seen.Add(channel.StreamId, channel);
            }

            streams = seen.All();
        }

        return Candidates.Matching(wordToComplete, streams.OrderBy(s => s.StreamId, StringComparer.OrdinalIgnoreCase)
            .Select(s => (s.StreamId, s.Tip)));
    }

    private static IReadOnlyList<LiveChannel> AskWhoIsLive() => CompletionCall.Ask(backend =>
        backend.GetLiveChannels(new LiveChannelQuery(), new PageRequest(1, backend.Limits.LiveChannels.Default)))?.Rows ?? [];
}
