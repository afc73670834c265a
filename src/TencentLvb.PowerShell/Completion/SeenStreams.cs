using System.Globalization;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TencentLvb.Completion;

/// <summary>The streams that cmdlets of a runspace have emitted, the last thousand of them, each with what was last heard of it.</summary>
internal sealed class SeenStreams
{
    private const int Limit = 1000;
    private static readonly ConditionalWeakTable<Runspace, SeenStreams> Records = new();
    private readonly object _gate = new();
    private readonly Dictionary<string, LinkedListNode<Sighting>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Sighting> _newestLast = new();

    /// <summary>The record of the runspace that runs the calling pipeline thread; null outside of one.</summary>
    public static SeenStreams? OfThisRunspace => Runspace.DefaultRunspace is { } runspace ? Records.GetOrCreateValue(runspace) : null;

    /// <summary>When the service was last asked for the sake of a completion.</summary>
    public DateTime AskedAt { get; set; }

    /// <summary>Takes note of what a cmdlet emits.</summary>
    public static void Note(object? output, LvbConnection? connection)
    {
        if (IdOf(output) is not { Length: > 0 } id)
        {
            return;
        }

        OfThisRunspace?.Add(id, output!);
        if (connection is not null)
        {
            EmittedStreams.Of(connection).Add(id);
        }
    }

    public void Add(string id, object output)
    {
        lock (_gate)
        {
            if (_byId.TryGetValue(id, out var node))
            {
                _newestLast.Remove(node);
                node.Value = new Sighting(id, Fact(output), DateTime.Now);
            }
            else
            {
                node = new LinkedListNode<Sighting>(new Sighting(id, Fact(output), DateTime.Now));
                _byId[id] = node;
                if (_byId.Count > Limit)
                {
                    _byId.Remove(_newestLast.First!.Value.StreamId);
                    _newestLast.RemoveFirst();
                }
            }

            _newestLast.AddLast(node);
        }
    }

    public IReadOnlyList<Sighting> All()
    {
        lock (_gate)
        {
            return _newestLast.ToList();
        }
    }

    private static string? IdOf(object? output) => output switch
    {
        LiveStat o => o.StreamId,
        LivePlayStat o => o.StreamId,
        LivePushStat o => o.StreamId,
        LiveChannel o => o.StreamId,
        Channel o => o.StreamId,
        ChannelStatus o => o.StreamId,
        ChannelStatusChange o => o.StreamId,
        ChannelSuspension o => o.StreamId,
        ChannelDelay o => o.StreamId,
        TapeFile o => o.StreamId,
        TapeTask o => o.StreamId,
        Screenshot o => o.StreamId,
        StreamMix o => o.OutputStreamId,
        // A notification that nobody vouches for must not put a name into the user's hands.
        LvbEvent { Verified: true } o => o.StreamId,
        _ => null,
    };

    // Of a notification only its kind is kept: the whole may be large, and holds secrets.
    private static object Fact(object output) => output is LvbEvent notification ? notification.EventType : output;

    /// <summary>A stream, and the last thing that was heard of it.</summary>
    internal sealed record Sighting(string StreamId, object Fact, DateTime At)
    {
        public string Tip => string.Format(CultureInfo.CurrentCulture, "{0}: {1}, {2:T}", StreamId, What, At);

        private string What => Fact switch
        {
            LiveStat o => string.Format(CultureInfo.CurrentCulture, "live, {0:N0} online", o.Online),
            LivePlayStat o => string.Format(CultureInfo.CurrentCulture, "live, {0:N0} online", o.Online),
            LivePushStat or LiveChannel => "live",
            Channel o => string.IsNullOrEmpty(o.Name) ? o.Status.ToString() : $"{o.Status}, {o.Name}",
            ChannelStatus o => o.Status.ToString(),
            ChannelStatusChange o => "set to " + o.Status,
            ChannelSuspension { Suspended: true } => "suspended",
            ChannelSuspension => "resumed",
            TapeFile => "has a recording",
            TapeTask => "is being recorded",
            Screenshot => "has a screenshot",
            StreamMix => "a mix",
            LvbEventType kind => "notification " + kind,
            _ => "seen",
        };
    }
}
