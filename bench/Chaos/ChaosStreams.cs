using TencentLvb.Emulator;

namespace TencentLvb.Bench;

/// <summary>The streams of one session. Nobody else changes them, so what they are is known at every moment.</summary>
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

        // Two whose figures stay as they are; since so long ago that the late figures of API 3.0 show them, after a jump too.
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

    /// <summary>A name that nobody had.</summary>
    public string New(string kind) => $"{_prefix}{kind}{_number++:D5}";

    public void Push(string id, TimeSpan? ago = null, int? viewers = null) => _world.Engine.SetStream(new EmulatorStreamChange(id)
    {
        State = LvbEmulatorStreamState.Live, Since = DateTimeOffset.UtcNow - ago, Online = viewers,
        PushDomain = ModuleShell.Domain, AppName = "live",
    });

    public ChaosState Now(string id) => _world.Read((account, now) => ChaosState.Of(account.Streams.Find(id), now));

    /// <summary>Throws when somebody changed a stream that nobody was to change.</summary>
    public void CheckUnchanged()
    {
        foreach (var id in _own)
        {
            var now = Now(id);
            ChaosFailure.Unless(now == _expected[id], $"{id} is {now} though the last call that changed it left it {_expected[id]}");
        }
    }

    /// <summary>A call changed it, and it is as it was asked for.</summary>
    public void Changed(string id) => _expected[id] = Now(id);

    /// <summary>What a call that failed or was stopped made of it is not known, and may come late: another takes its place.</summary>
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

/// <summary>What calls change of a stream.</summary>
internal readonly record struct ChaosState(bool Live, bool Banned, bool Suspended, int Delay)
{
    public LvbChannelState Status => Banned || Suspended ? LvbChannelState.Disabled : Live ? LvbChannelState.Live : LvbChannelState.NoInput;

    public static ChaosState Of(EmulatedStream? stream, DateTimeOffset now) => stream is null
        ? throw new ChaosFailure("the account has no such stream")
        : new(stream.IsLive, stream.IsBanned(now), stream.IsForbidden(now), stream.DelayAt(now));
}
