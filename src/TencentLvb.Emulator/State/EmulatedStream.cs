namespace TencentLvb.Emulator;

/// <summary>One stream (channel) of the account. Not thread-safe: the account's gate guards it.</summary>
internal sealed class EmulatedStream(string id, DateTimeOffset createdAt)
{
    private readonly List<ViewerSetting> _viewers = [];

    public string Id { get; } = id;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>Spreads the figures of different streams; equal for equal ids.</summary>
    public uint Hash { get; } = SeededRandom.Hash(id);

    public string Name { get; init; } = "";

    public List<PushSession> Sessions { get; } = [];

    /// <summary>What the encoder does. A banned stream's encoder may keep trying.</summary>
    public LvbEmulatorStreamState Encoder { get; set; }

    public DateTimeOffset? BannedUntil { get; set; }

    public DateTimeOffset? ForbiddenUntil { get; set; }

    public int DelaySeconds { get; set; }

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;

    public int Fps { get; init; } = 25;

    public long BitrateBps { get; init; } = 1_500_000;

    public string ClientIP { get; init; } = "192.0.2.10";

    public string ServerIP { get; init; } = "198.51.100.20";

    public string PushDomain { get; init; } = EmulatedDomains.Push;

    public string PlayDomain { get; init; } = EmulatedDomains.Play;

    public string AppName { get; init; } = "live";

    public PushSession? OpenSession => Sessions.Count > 0 && Sessions[Sessions.Count - 1].IsOpen ? Sessions[Sessions.Count - 1] : null;

    public bool IsLive => OpenSession is not null;

    public bool WasPushed => Sessions.Count > 0 || Encoder == LvbEmulatorStreamState.Error;

    public bool IsBanned(DateTimeOffset now) => BannedUntil > now;

    public bool IsForbidden(DateTimeOffset now) => ForbiddenUntil > now;

    public bool MayPush(DateTimeOffset now) => !IsBanned(now) && !IsForbidden(now);

    public bool WasLiveAt(DateTimeOffset time)
    {
        for (var i = Sessions.Count - 1; i >= 0; i--)
        {
            if (Sessions[i].Covers(time))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>From then on so many viewers: exactly, or as the middle of a moving figure.</summary>
    public void SetViewers(DateTimeOffset from, int count, bool exact) => _viewers.Add(new ViewerSetting(from, count, exact));

    public ViewerSetting ViewersAt(DateTimeOffset time)
    {
        for (var i = _viewers.Count - 1; i > 0; i--)
        {
            if (_viewers[i].From <= time)
            {
                return _viewers[i];
            }
        }

        return _viewers.Count > 0 ? _viewers[0] : new ViewerSetting(time, 0, true);
    }
}

/// <summary>How many watch from a time on.</summary>
internal readonly record struct ViewerSetting(DateTimeOffset From, int Count, bool Exact);

/// <summary>Domains of the emulated account.</summary>
internal static class EmulatedDomains
{
    public const string Push = "push.example.com";
    public const string Play = "play.example.com";
}
