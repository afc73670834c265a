namespace TencentLvb.Emulator;

/// <summary>
/// Holds the state of the emulated account. It has no timers: what is due (the end of a ban or a recording) is processed before every
/// request, with its own time. Only the holder of <see cref="Gate"/> can use it.
/// </summary>
internal sealed class Account
{
    public static readonly TimeSpan BanTime = TimeSpan.FromDays(7);
    public static readonly TimeSpan LongestSuspension = TimeSpan.FromDays(90);
    private readonly Action<AccountEvent> _happened;
    private ulong _sequence = 6_674_468_118_806_000_000;

    public Account(long appId, Action<AccountEvent> happened, DateTimeOffset now)
    {
        AppId = appId;
        Domains = new EmulatedDomains(ChinaTime.WholeSecond(now.AddDays(-60)));
        _happened = happened;
        Recordings = new Recordings(happened);
        Mixes = new Mixes(this);
    }

    public object Gate { get; } = new();

    public long AppId { get; }

    /// <summary>Gets whether a ban applies to one push domain and path; otherwise it applies to the name on all of them.</summary>
    public bool BansByPath { get; init; }

    /// <summary>Gets the time after its end at which a recorded file appears in the media library.</summary>
    public TimeSpan FileDelay { get; init; }

    public IReadOnlyList<RecordTemplate> RecordTemplates { get; set; } = [];

    public CallbackSettings Callbacks { get; } = new();

    public CallbackRecords CallbackRecords { get; } = new();

    public EmulatedDomains Domains { get; }

    public StreamTable Streams { get; } = new();

    public Recordings Recordings { get; }

    public ScreenshotQueue Screenshots { get; } = new();

    public Mixes Mixes { get; }

    public void Settle(DateTimeOffset now)
    {
        foreach (var stream in Streams.Restricted.ToArray())
        {
            if (stream.MayPush(now))
            {
                var lapsed = Latest(stream.BannedUntil, stream.ForbiddenUntil) ?? now;
                Release(stream, lapsed < now ? lapsed : now);
            }
        }

        Recordings.Settle(now);
        Mixes.Settle(now);
    }

    /// <summary>Returns the streams to which a ban of this name applies.</summary>
    public IReadOnlyList<EmulatedStream> StreamsOfBan(StreamName name) =>
        [.. Streams.Named(name.Id).Where(stream => !BansByPath || name.Fits(stream))];

    /// <summary>Finds or creates the streams of a ban, which may precede the first push.</summary>
    public void FindOrAddForBan(StreamName name, DateTimeOffset now)
    {
        if (StreamsOfBan(name).Count == 0)
        {
            Streams.FindOrAdd(name, now);
        }
    }

    /// <summary>Finds or creates the stream with a name. A ban of the name applies to it.</summary>
    public EmulatedStream FindOrAdd(StreamName name, DateTimeOffset now)
    {
        if (Streams.Find(name) is { } known)
        {
            return known;
        }

        var sibling = BansByPath ? null : Streams.Find(name.Id);
        var stream = Streams.FindOrAdd(name, now);
        if (sibling is not null && !sibling.MayPush(now))
        {
            stream.CopyBanOf(sibling);
            Streams.Restrict(stream);
        }

        return stream;
    }

    /// <summary>Starts the encoder. A banned or suspended stream is refused, and its encoder keeps trying.</summary>
    public void Push(EmulatedStream stream, DateTimeOffset now)
    {
        stream.Encoder = LvbEmulatorStreamState.Live;
        if (stream.IsLive || !stream.MayPush(now))
        {
            return;
        }

        var session = new PushSession(now, Wire.Text(++_sequence));
        stream.Sessions.Add(session);
        Streams.Changed();
        _happened(new PushStarted(stream, now, session));
    }

    /// <summary>Ends the push and stops the encoder.</summary>
    public void Cut(
        EmulatedStream stream, DateTimeOffset now, int code, string text, LvbEmulatorStreamState encoder = LvbEmulatorStreamState.NoInput)
    {
        stream.Encoder = encoder;
        var session = stream.OpenSession;
        if (session is null)
        {
            return;
        }

        session.End = now;
        session.EndText = text;
        Streams.Changed();
        _happened(new PushEnded(stream, now, session, code, text));
        Recordings.StreamCut(stream, now);
        Mixes.StreamCut(stream, now);
    }

    public void Ban(EmulatedStream stream, DateTimeOffset now)
    {
        stream.BannedUntil = now + BanTime;
        stream.RestrictedAt = now;
        Streams.Restrict(stream);
        Cut(stream, now, 21, "cut by ban");
    }

    /// <summary>Suspends a stream. A later end than the maximum is reduced to it.</summary>
    public void Suspend(EmulatedStream stream, DateTimeOffset until, DateTimeOffset now)
    {
        var longest = now + LongestSuspension;
        stream.ForbiddenUntil = until < longest ? until : longest;
        stream.RestrictedAt = now;
        Streams.Restrict(stream);
        Cut(stream, now, 21, "cut by forbid");
    }

    public void Unban(EmulatedStream stream, DateTimeOffset now)
    {
        stream.BannedUntil = null;
        ReleaseIfFree(stream, now);
    }

    public void Resume(EmulatedStream stream, DateTimeOffset now)
    {
        stream.ForbiddenUntil = null;
        ReleaseIfFree(stream, now);
    }

    public Picture TakePicture(EmulatedStream stream, DateTimeOffset now)
    {
        var picture = Screenshots.Add(stream, now);
        _happened(new PictureTaken(stream, now, picture));
        return picture;
    }

    private void ReleaseIfFree(EmulatedStream stream, DateTimeOffset now)
    {
        if (stream.MayPush(now))
        {
            Release(stream, now);
        }
    }

    private void Release(EmulatedStream stream, DateTimeOffset at)
    {
        stream.BannedUntil = null;
        stream.ForbiddenUntil = null;
        Streams.Free(stream);
        if (stream.Encoder == LvbEmulatorStreamState.Live)
        {
            Push(stream, at);
        }
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one > other ? one : other;
}
