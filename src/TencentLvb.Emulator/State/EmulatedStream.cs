namespace TencentLvb.Emulator;

/// <summary>Represents one stream (channel) of the account. Not thread-safe: the account's lock guards it.</summary>
internal sealed class EmulatedStream(string id, DateTimeOffset createdAt)
{
    /// <summary>The time after which a delay ends automatically.</summary>
    public static readonly TimeSpan LongestDelayTime = TimeSpan.FromDays(7);
    private readonly List<ViewerSetting> _viewers = [];

    public string Id { get; } = id;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>Gets a value that varies the figures between streams. It depends only on the ID.</summary>
    public uint Hash { get; } = SeededRandom.Hash(id);

    public string Name { get; init; } = "";

    public List<PushSession> Sessions { get; } = [];

    /// <summary>Gets or sets the state of the encoder. The encoder of a banned stream may keep trying.</summary>
    public LvbEmulatorStreamState Encoder { get; set; }

    public DateTimeOffset? BannedUntil { get; set; }

    /// <summary>Gets or sets the start of the ban or suspension.</summary>
    public DateTimeOffset RestrictedAt { get; set; }

    public DateTimeOffset RestrictedUntil => new[] { BannedUntil, ForbiddenUntil }.Max() ?? DateTimeOffset.MinValue;

    public DateTimeOffset? ForbiddenUntil { get; set; }

    /// <summary>Gets the delay in seconds; 0 for none.</summary>
    public int DelaySeconds { get; private set; }

    public DateTimeOffset DelaySetAt { get; private set; }

    public DateTimeOffset DelayEndsAt { get; private set; }

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;

    public string Resolution => Wire.Text(Width) + "*" + Wire.Text(Height);

    public int Fps { get; init; } = 25;

    public long BitrateBps { get; init; } = 1_500_000;

    public string ClientIP { get; init; } = "192.0.2.10";

    public string ServerIP { get; init; } = "198.51.100.20";

    public string PushDomain { get; init; } = EmulatedDomains.Push;

    public string PlayDomain { get; init; } = EmulatedDomains.Play;

    public string AppName { get; init; } = "live";

    public PushSession? OpenSession => Sessions.Count > 0 && Sessions[Sessions.Count - 1].IsOpen ? Sessions[Sessions.Count - 1] : null;

    public bool IsLive => OpenSession is not null;

    /// <summary>Gets the time of the last start or end of a push.</summary>
    public DateTimeOffset? LastChange => Sessions.Count == 0
        ? null
        : Sessions[Sessions.Count - 1].End ?? Sessions[Sessions.Count - 1].Start;

    public bool WasPushed => Sessions.Count > 0 || Encoder == LvbEmulatorStreamState.Error;

    public bool IsBanned(DateTimeOffset now) => BannedUntil > now;

    public bool IsForbidden(DateTimeOffset now) => ForbiddenUntil > now;

    public bool MayPush(DateTimeOffset now) => !IsBanned(now) && !IsForbidden(now);

    public bool WasLiveAt(DateTimeOffset time) => SessionAt(time) is not null;

    public bool WasLiveWithin(DateTimeOffset start, DateTimeOffset end) =>
        Sessions.Exists(session => session.Start <= end && !(session.End < start));

    /// <summary>Returns the push at a time.</summary>
    public PushSession? SessionAt(DateTimeOffset time)
    {
        for (var i = Sessions.Count - 1; i >= 0; i--)
        {
            if (Sessions[i].Covers(time))
            {
                return Sessions[i];
            }
        }

        return null;
    }

    /// <summary>Sets the delay; 0 removes it.</summary>
    public void SetDelay(int seconds, DateTimeOffset now, DateTimeOffset end)
    {
        DelaySeconds = seconds;
        DelaySetAt = now;
        DelayEndsAt = end;
    }

    public void CopyBanOf(EmulatedStream other)
    {
        BannedUntil = other.BannedUntil;
        ForbiddenUntil = other.ForbiddenUntil;
        RestrictedAt = other.RestrictedAt;
    }

    public int DelayAt(DateTimeOffset time) => DelayEndsAt > time ? DelaySeconds : 0;

    /// <summary>Sets the number of viewers from a time on: exactly, or as the average of a varying number.</summary>
    public void SetViewers(DateTimeOffset from, int count, bool exact)
    {
        _viewers.RemoveAll(setting => setting.From == from);
        _viewers.Insert(_viewers.FindLastIndex(setting => setting.From < from) + 1, new ViewerSetting(from, count, exact));
    }

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

/// <summary>Represents the number of viewers from a time on.</summary>
internal readonly record struct ViewerSetting(DateTimeOffset From, int Count, bool Exact);
