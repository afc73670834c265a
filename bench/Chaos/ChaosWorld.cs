using System.Collections;
using TencentLvb.Emulator;

namespace TencentLvb.Bench;

/// <summary>The emulated account of one round, its faults, keys and clock, and a connection through each service.</summary>
internal sealed class ChaosWorld : IDisposable
{
    public const string Key2 = "ChaosKey";
    public const string Key3 = "ChaosSecretKey";
    private const long AppId = 1250000001;
    private const string SecretId = "AKIDchaos";

    // Together they affect a tenth of the attempts. The late response exceeds the time-out of a call.
    private static readonly LvbEmulatorFaultKind[] Kinds =
    [
        LvbEmulatorFaultKind.DropBeforeReading, LvbEmulatorFaultKind.DropAfterReading, LvbEmulatorFaultKind.DropAfterProcessing,
        LvbEmulatorFaultKind.HalfAnswer, LvbEmulatorFaultKind.Reset, LvbEmulatorFaultKind.ResetAfterProcessing,
        LvbEmulatorFaultKind.Http403, LvbEmulatorFaultKind.Http429, LvbEmulatorFaultKind.Http500, LvbEmulatorFaultKind.Http502,
        LvbEmulatorFaultKind.Http503, LvbEmulatorFaultKind.Garbage, LvbEmulatorFaultKind.WrongShape, LvbEmulatorFaultKind.ClockSkew,
        LvbEmulatorFaultKind.NoReturnData, LvbEmulatorFaultKind.SystemError, LvbEmulatorFaultKind.FrequencyLimit,
        LvbEmulatorFaultKind.TimeExpired, LvbEmulatorFaultKind.SignInvalid, LvbEmulatorFaultKind.EmptyReply,
        LvbEmulatorFaultKind.EmptyResponse, LvbEmulatorFaultKind.NotActivated, LvbEmulatorFaultKind.Unauthorized,
    ];

    private readonly ChaosVault _vault;
    private int _keys;

    public ChaosWorld(ChaosVault vault, ChaosRunspace shell, int seed, double faults)
    {
        _vault = vault;
        var (key2, key3) = NextKeys();
        Engine = new EmulatorEngine(
            new EmulatorSettings
            {
                AppId = AppId, Key = key2, SecretId = SecretId, SecretKey = key3, SampleData = true, Seed = seed,
                Faults = Faults(faults),
            },
            Clock);
        Set(key2, key3);
        var root = new Uri(Engine.Uri, "/");
        Shell = shell;
        V2 = Connect(new Hashtable
        {
            ["AppId"] = AppId, ["SecretName"] = Key2, ["Endpoint"] = Engine.Uri, ["StatEndpoint"] = Engine.Uri,
        });
        V3 = Connect(new Hashtable
        {
            ["SecretId"] = SecretId, ["SecretName"] = Key3, ["Endpoint"] = root, ["PushDomain"] = ModuleShell.Domain, ["AppName"] = "live",
        });
    }

    public EmulatorEngine Engine { get; }

    public ChaosClock Clock { get; } = new();

    public LvbConnection V2 { get; }

    public LvbConnection V3 { get; }

    /// <summary>When the keys were rotated and the clock jumped, as the requests before and after.</summary>
    public List<ChaosUpheaval> Upheavals { get; } = [];

    private ChaosRunspace Shell { get; }

    public LvbConnection Connection(LvbApi api) => api == LvbApi.V2 ? V2 : V3;

    /// <summary>Reads the current state of the account.</summary>
    public T Read<T>(Func<Account, DateTimeOffset, T> read)
    {
        var now = Clock.UtcNow;
        lock (Engine.Account.Gate)
        {
            Engine.Account.Settle(now);
            return read(Engine.Account, now);
        }
    }

    public EmulatedStream Stream(string id) => Read((account, _) => account.Streams.Find(id))
        ?? throw new ChaosFailure($"the account has no stream {id}");

    public void Rotate()
    {
        var (key2, key3) = NextKeys();
        Note(ChaosUpheaval.Rotation, () =>
        {
            // First the vault, as an admin should do it: what is refused after this finds the new key.
            Set(key2, key3);
            Engine.Rotate(key2, key3);
        });
    }

    public void Jump(TimeSpan offset) => Note(ChaosUpheaval.Jump, () => Clock.Offset = offset);

    public void Dispose()
    {
        // Closes the connections, as Disconnect-Lvb does for the current one.
        V2.Close();
        V3.Close();
        Engine.Dispose();
    }

    private void Note(string what, Action upheave)
    {
        var before = Engine.RequestCount;
        upheave();
        Upheavals.Add(new ChaosUpheaval(what, before, Engine.RequestCount));
    }

    private static EmulatorFault[] Faults(double share)
    {
        var rate = 1 - Math.Pow(1 - share, 1.0 / (Kinds.Length + 1));
        return
        [
            .. Kinds.Select(kind => new EmulatorFault("*", kind) { Rate = rate }),
            new EmulatorFault("*", LvbEmulatorFaultKind.Delay) { Rate = rate, Time = TimeSpan.FromMilliseconds(300) },
            new EmulatorFault("*", LvbEmulatorFaultKind.Delay) { Rate = share / 200, Time = TimeSpan.FromSeconds(12) },
        ];
    }

    private (System.Security.SecureString Key2, System.Security.SecureString Key3) NextKeys()
    {
        var number = ++_keys;
        return (ChaosVault.Secure($"key-{number}-of-the-account"), ChaosVault.Secure($"secret-key-{number}-of-the-account"));
    }

    private void Set(System.Security.SecureString key2, System.Security.SecureString key3)
    {
        _vault.Set(Key2, key2);
        _vault.Set(Key3, key3);
    }

    private LvbConnection Connect(Hashtable parameters)
    {
        parameters["PassThru"] = true;
        return (LvbConnection)Shell.Invoke("Connect-Lvb", parameters)[0];
    }
}
