namespace TencentLvb.Emulator;

/// <summary>
/// The streams of the account, in the order of their creation. Lists are kept until a stream changes, so that paging through a hundred
/// thousand streams does not sort them for every page.
/// </summary>
internal sealed class StreamTable
{
    private readonly Dictionary<string, EmulatedStream> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<EmulatedStream> _restricted = [];
    private IReadOnlyList<EmulatedStream>? _all;
    private IReadOnlyList<EmulatedStream>? _live;

    /// <summary>Streams under a ban or a suspension that may lapse.</summary>
    public IReadOnlyCollection<EmulatedStream> Restricted => _restricted;

    public IReadOnlyList<EmulatedStream> All => _all ??= [.. _byId.Values.OrderBy(stream => stream.CreatedAt).ThenBy(stream => stream.Id, StringComparer.Ordinal)];

    public IReadOnlyList<EmulatedStream> Live => _live ??= [.. All.Where(stream => stream.IsLive)];

    public EmulatedStream? Find(string id) => _byId.TryGetValue(id, out var stream) ? stream : null;

    public EmulatedStream FindOrAdd(string id, DateTimeOffset now) => Find(id) ?? Add(new EmulatedStream(id, ChinaTime.WholeSecond(now)));

    public EmulatedStream Add(EmulatedStream stream)
    {
        _byId.Add(stream.Id, stream);
        _all = null;
        _live = null;
        return stream;
    }

    public void Changed() => _live = null;

    public void Restrict(EmulatedStream stream) => _restricted.Add(stream);

    public void Free(EmulatedStream stream) => _restricted.Remove(stream);
}
