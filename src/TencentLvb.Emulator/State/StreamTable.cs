namespace TencentLvb.Emulator;

/// <summary>
/// Holds the streams of the account in the order of their creation. API 3.0 identifies a stream by push domain, path and name; API 2.0
/// only by name. Lists are cached until a stream changes, so that paging through a hundred thousand streams does not sort them for every
/// page.
/// </summary>
internal sealed class StreamTable
{
    private readonly Dictionary<string, List<EmulatedStream>> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<EmulatedStream> _restricted = [];
    private IReadOnlyList<EmulatedStream>? _all;
    private IReadOnlyList<EmulatedStream>? _live;

    /// <summary>Gets the streams with a ban or a suspension that may end.</summary>
    public IReadOnlyCollection<EmulatedStream> Restricted => _restricted;

    public IReadOnlyList<EmulatedStream> All => _all ??=
    [
        .. _byId.Values.SelectMany(streams => streams)
            .OrderBy(stream => stream.CreatedAt).ThenBy(stream => stream.Id, StringComparer.Ordinal),
    ];

    public IReadOnlyList<EmulatedStream> Live => _live ??= [.. All.Where(stream => stream.IsLive)];

    /// <summary>Returns all streams with a name, oldest first.</summary>
    public IReadOnlyList<EmulatedStream> Named(string id) => _byId.TryGetValue(id, out var streams) ? streams : [];

    /// <summary>Returns the stream with a name. If there are several, live streams take precedence.</summary>
    public EmulatedStream? Find(string id)
    {
        var streams = Named(id);
        return streams.FirstOrDefault(stream => stream.IsLive) ?? (streams.Count > 0 ? streams[0] : null);
    }

    public EmulatedStream? Find(StreamName name) => Named(name.Id).FirstOrDefault(name.Fits);

    public EmulatedStream FindOrAdd(string id, DateTimeOffset now) => Find(id) ?? Add(new EmulatedStream(id, ChinaTime.WholeSecond(now)));

    public EmulatedStream FindOrAdd(StreamName name, DateTimeOffset now) =>
        Find(name) ?? Add(new EmulatedStream(name.Id, ChinaTime.WholeSecond(now)) { PushDomain = name.PushDomain, AppName = name.AppName });

    public EmulatedStream Add(EmulatedStream stream)
    {
        if (!_byId.TryGetValue(stream.Id, out var streams))
        {
            _byId.Add(stream.Id, streams = []);
        }

        streams.Add(stream);
        _all = null;
        _live = null;
        return stream;
    }

    public void Changed() => _live = null;

    public void Restrict(EmulatedStream stream) => _restricted.Add(stream);

    public void Free(EmulatedStream stream) => _restricted.Remove(stream);
}

/// <summary>Represents the name of a stream in API 3.0. Domain names are not case-sensitive; paths and stream names are.</summary>
internal readonly record struct StreamName(string PushDomain, string AppName, string Id)
{
    public bool Fits(EmulatedStream stream) => stream.Id == Id && stream.AppName == AppName
        && string.Equals(stream.PushDomain, PushDomain, StringComparison.OrdinalIgnoreCase);
}
