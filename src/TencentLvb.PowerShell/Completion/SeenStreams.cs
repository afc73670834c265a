using System.Globalization;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TencentLvb.Completion;

/// <summary>
/// The streams that cmdlets of a runspace have emitted, the last thousand of them, each with what was last heard of it. A list may emit a
/// hundred thousand: taking note of one is writing it down, and which streams are meant is found out when somebody asks, or the room is
/// full.
/// </summary>
internal sealed class SeenStreams
{
    private const int Limit = 1000;
    private const int Room = 3 * Limit;
    private static readonly ConditionalWeakTable<Runspace, SeenStreams> Records = new();
    private readonly object _gate = new();
    private readonly List<Sighting> _newestLast = [];

    /// <summary>The record of the runspace that runs the calling pipeline thread; null outside of one.</summary>
    public static SeenStreams? OfThisRunspace => Runspace.DefaultRunspace is { } runspace ? Records.GetOrCreateValue(runspace) : null;

    /// <summary>When the service was last asked for the sake of a completion.</summary>
    public DateTime AskedAt { get; set; }

    /// <summary>Takes note of what a cmdlet emits.</summary>
    /// <param name="id">The stream (<see cref="IdOf"/>).</param>
    /// <param name="output">What is emitted about it.</param>
    public void Add(string id, object output)
    {
        lock (_gate)
        {
            if (_newestLast.Count == Room)
            {
                KeepTheLast();
            }

            _newestLast.Add(new Sighting(id, Fact(output), DateTime.UtcNow));
        }
    }

    /// <summary>Each stream once, with its last sighting; the latest comes last.</summary>
    public IReadOnlyList<Sighting> All()
    {
        lock (_gate)
        {
            KeepTheLast();
            return _newestLast.ToArray();
        }
    }

    private void KeepTheLast()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<Sighting>(Limit);
        for (var i = _newestLast.Count - 1; i >= 0 && kept.Count < Limit; i--)
        {
            if (known.Add(_newestLast[i].StreamId))
            {
                kept.Add(_newestLast[i]);
            }
        }

        kept.Reverse();
        _newestLast.Clear();
        _newestLast.AddRange(kept);
    }

    /// <summary>The stream that an emitted object is about; null where it is about none.</summary>
    public static string? IdOf(object? output) => output switch
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
    internal readonly record struct Sighting(string StreamId, object Fact, DateTime AtUtc)
    {
        public string Tip => string.Format(CultureInfo.CurrentCulture, "{0}: {1}, {2:T}", StreamId, What, AtUtc.ToLocalTime());

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
