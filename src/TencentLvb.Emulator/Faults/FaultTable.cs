namespace TencentLvb.Emulator;

/// <summary>Specifies when faults are evaluated.</summary>
internal enum FaultStage
{
    /// <summary>After the header, before the body.</summary>
    Head,

    /// <summary>After the whole request.</summary>
    Request,

    /// <summary>When a notification is about to be posted.</summary>
    Notification,
}

/// <summary>Holds the faults that were set. The first that matches and is due occurs.</summary>
internal sealed class FaultTable(int seed)
{
    /// <summary>The interface name of notifications in faults.</summary>
    public const string Callback = "Callback";
    private readonly object _gate = new();
    private readonly List<ActiveFault> _faults = [];
    private readonly Random _chance = new(seed);
    private volatile bool _any;

    /// <exception cref="ArgumentException">No interface has such a name, so the fault would never occur.</exception>
    public void Add(EmulatorFault fault)
    {
        var active = new ActiveFault(fault);
        var names = InterfaceTable.All.Select(entry => entry.Name).Concat(ActionTable.All.Select(action => action.Name));
        if (!active.Matches(Callback) && !names.Any(active.Matches))
        {
            throw new ArgumentException($"The emulator has no interface '{fault.Interface}'.");
        }

        lock (_gate)
        {
            _faults.Add(active);
            _any = true;
        }
    }

    public void Clear(string? pattern, LvbEmulatorFaultKind? kind)
    {
        lock (_gate)
        {
            _faults.RemoveAll(fault => (kind is null || kind == fault.Kind)
                && (pattern is null || string.Equals(pattern, fault.Interface, StringComparison.OrdinalIgnoreCase)));
            _any = _faults.Count > 0;
        }
    }

    /// <param name="stage">Only kinds of this stage occur.</param>
    /// <param name="api">Only kinds that this service supports occur.</param>
    /// <param name="name">The interface or the action.</param>
    /// <param name="isSigned">Whether the signature is valid: unsigned requests do not count toward a limited fault.</param>
    /// <param name="otherName">Another name that a pattern may match, because a mix has one in its body.</param>
    public ActiveFault? Strike(FaultStage stage, LvbApi api, string name, Func<bool> isSigned, string? otherName = null)
    {
        if (!_any)
        {
            return null;
        }

        lock (_gate)
        {
            foreach (var fault in _faults)
            {
                var named = fault.Matches(name) || (otherName is not null && fault.Matches(otherName));
                var suits = StageOf(fault.Kind) == stage && fault.Suits(api) && named;
                if (suits && (fault.Left is null || isSigned()) && FallsDue(fault))
                {
                    if (fault.Left is not null && --fault.Left == 0)
                    {
                        _faults.Remove(fault);
                        _any = _faults.Count > 0;
                    }

                    return fault;
                }
            }
        }

        return null;
    }

    private static FaultStage StageOf(LvbEmulatorFaultKind kind) => kind switch
    {
        LvbEmulatorFaultKind.DropBeforeReading => FaultStage.Head,
        LvbEmulatorFaultKind.DuplicateEvent or LvbEmulatorFaultKind.DisorderEvent or LvbEmulatorFaultKind.LostEvent =>
            FaultStage.Notification,
        _ => FaultStage.Request,
    };

#pragma warning disable CA5394 // SeededRandom for tests, not for secrets.
    private bool FallsDue(ActiveFault fault) => fault.Left != 0 && (fault.Rate >= 1 || _chance.NextDouble() < fault.Rate);
#pragma warning restore CA5394
}
