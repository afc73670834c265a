namespace TencentLvb.Emulator;

/// <summary>Represents a running mix.</summary>
internal sealed class Mix(string sessionId, string outputId, bool newStream, IReadOnlyList<string> inputs)
{
    public string SessionId { get; } = sessionId;

    public string OutputId { get; } = outputId;

    public bool NewStream { get; } = newStream;

    public IReadOnlyList<string> Inputs { get; set; } = inputs;

    /// <summary>Gets or sets the time since which no input has been pushed.</summary>
    public DateTimeOffset? SilentSince { get; set; }
}

/// <summary>Holds the mix sessions. A mix without pushed inputs ends automatically after 15 minutes.</summary>
internal sealed class Mixes(Account account)
{
    public static readonly TimeSpan SilenceBeforeEnd = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, Mix> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    public Mix? Find(string sessionId) => _running.TryGetValue(sessionId, out var mix) ? mix : null;

    /// <summary>Returns the number of other mixes that contain a stream.</summary>
    public int CountOf(string streamId, string exceptSession) =>
        _running.Values.Count(mix => mix.SessionId != exceptSession && mix.Inputs.Contains(streamId));

    public bool Rests(string sessionId, DateTimeOffset now) => _ended.TryGetValue(sessionId, out var end) && now < end + Rest;

    public void Start(Mix mix, DateTimeOffset now)
    {
        _running[mix.SessionId] = mix;
        if (mix.NewStream)
        {
            account.Push(account.Streams.FindOrAdd(mix.OutputId, now), now);
        }
    }

    public void End(Mix mix, DateTimeOffset now)
    {
        _running.Remove(mix.SessionId);
        _ended[mix.SessionId] = now;
        if (mix.NewStream && account.Streams.Find(mix.OutputId) is { } output)
        {
            account.Cut(output, now, 1, "recv rtmp deleteStream");
        }
    }

    public void StreamCut(EmulatedStream stream, DateTimeOffset now)
    {
        foreach (var mix in _running.Values.Where(mix => mix.Inputs.Contains(stream.Id)))
        {
            if (!mix.Inputs.Any(IsLive))
            {
                mix.SilentSince = now;
            }
        }
    }

    public void Settle(DateTimeOffset now)
    {
        if (_running.Count == 0)
        {
            return;
        }

        foreach (var mix in _running.Values.ToArray())
        {
            if (mix.Inputs.Any(IsLive))
            {
                mix.SilentSince = null;
            }
            else if (mix.SilentSince + SilenceBeforeEnd <= now)
            {
                End(mix, mix.SilentSince!.Value + SilenceBeforeEnd);
            }
        }
    }

    private bool IsLive(string streamId) => account.Streams.Find(streamId) is { IsLive: true };
}
