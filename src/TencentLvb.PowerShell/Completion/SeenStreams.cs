using System.Globalization;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TencentLvb.Completion;

/// <summary>
/// Records the last thousand streams that cmdlets of a runspace emitted, each with its latest data. A list may emit a hundred thousand
/// streams, so adding one only stores it. Distinct streams are determined when they are requested, or when the buffer is full.
/// </summary>
internal sealed class SeenStreams
{
    private const int Limit = 1000;
    private const int Room = 3 * Limit;
    private static readonly ConditionalWeakTable<Runspace, SeenStreams> Records = new();
    private readonly object _gate = new();
    private readonly List<Sighting> _newestLast = [];

    /// <summary>Gets the record of the runspace of the calling pipeline thread; null outside of one.</summary>
    public static SeenStreams? OfThisRunspace => Runspace.DefaultRunspace is { } runspace ? Records.GetOrCreateValue(runspace) : null;

    /// <summary>Gets or sets when the service was last queried for a completion.</summary>
    public DateTime AskedAt { get; set; }

    /// <summary>Records an object that a cmdlet emits.</summary>
    /// <param name="id">The stream ID (<see cref="IdOf"/>).</param>
    /// <param name="output">The emitted object.</param>
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

    /// <summary>Returns each stream once, with its last sighting, latest last.</summary>
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

    /// <summary>Returns the stream ID of an emitted object; null if it has none.</summary>
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
        // An unverified notification must not add a name to completions.
        LvbEvent { Verified: true } o => o.StreamId,
        _ => null,
    };

    // Only the type of a notification is kept: the whole may be large, and contains secrets.
    private static object Fact(object output) => output is LvbEvent notification ? notification.EventType : output;

    /// <summary>Represents a stream and its latest data.</summary>
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
