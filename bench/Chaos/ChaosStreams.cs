using TencentLvb.Emulator;

namespace TencentLvb.Bench;

/// <summary>The streams of one session. No other session changes them, so their state is always known.</summary>
internal sealed class ChaosStreams
{
    private readonly ChaosWorld _world;
    private readonly string _prefix;
    private readonly List<string> _own = [];
    private readonly Dictionary<string, ChaosState> _expected = [];
    private int _number;

    public ChaosStreams(ChaosWorld world, int worker)
    {
        _world = world;
        _prefix = $"8888_w{worker:D2}";

        // Two streams with constant values, for so long that the delayed statistics of API 3.0 show them even after a jump.
        Figures = [New("f"), New("f")];
        Viewers = 100 + worker;
        foreach (var id in Figures)
        {
            Push(id, TimeSpan.FromMinutes(40), Viewers);
        }

        for (var i = 0; i < 6; i++)
        {
            Add();
        }
    }

    public IReadOnlyList<string> Figures { get; }

    public int Viewers { get; }

    public IReadOnlyList<string> Own => _own;

    /// <summary>A name that was not used before.</summary>
    public string New(string kind) => $"{_prefix}{kind}{_number++:D5}";

    public void Push(string id, TimeSpan? ago = null, int? viewers = null) => _world.Engine.SetStream(new EmulatorStreamChange(id)
    {
        State = LvbEmulatorStreamState.Live, Since = DateTimeOffset.UtcNow - ago, Online = viewers,
        PushDomain = ModuleShell.Domain, AppName = "live",
    });

    public ChaosState Now(string id) => _world.Read((account, now) => ChaosState.Of(account.Streams.Find(id), now));

    /// <summary>Throws when a stream was changed that no call should change.</summary>
    public void CheckUnchanged()
    {
        foreach (var id in _own)
        {
            var now = Now(id);
            ChaosFailure.Unless(now == _expected[id], $"{id} is {now} although the last call that changed it set it to {_expected[id]}");
        }
    }

    /// <summary>A call changed it to the requested state.</summary>
    public void Changed(string id) => _expected[id] = Now(id);

    /// <summary>The effect of a call that failed or was stopped is unknown and may come late, so another stream replaces it.</summary>
    public void Retire(string id)
    {
        if (_own.Remove(id))
        {
            _expected.Remove(id);
            Add();
        }
    }

    private void Add()
    {
        var id = New("s");
        Push(id);
        _own.Add(id);
        _expected[id] = Now(id);
    }
}

/// <summary>The properties of a stream that calls change.</summary>
internal readonly record struct ChaosState(bool Live, bool Banned, bool Suspended, int Delay)
{
    public LvbChannelState Status => Banned || Suspended ? LvbChannelState.Disabled : Live ? LvbChannelState.Live : LvbChannelState.NoInput;

    public static ChaosState Of(EmulatedStream? stream, DateTimeOffset now) => stream is null
        ? throw new ChaosFailure("the account has no such stream")
        : new(stream.IsLive, stream.IsBanned(now), stream.IsForbidden(now), stream.DelayAt(now));
}
