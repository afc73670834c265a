namespace TencentLvb.Emulator;

/// <summary>
/// What the cmdlets ask of the service in TencentLvb.Emulator.dll. That assembly is loaded only when an emulator is started,
/// so nothing that PowerShell reflects over at import may name a type of it.
/// </summary>
internal interface IEmulatorEngine : IDisposable
{
    /// <summary>Where it listens, path included.</summary>
    Uri Uri { get; }

    /// <summary>How many requests it has seen since its start; the journal keeps only the last of them.</summary>
    long RequestCount { get; }

    /// <summary>Pushes or cuts a stream, sets its viewers, queues screenshots.</summary>
    void SetStream(EmulatorStreamChange change);

    /// <summary>Adds a fault behind those already set.</summary>
    void AddFault(EmulatorFault fault);

    /// <summary>Removes the faults of an interface pattern and a kind; null stands for all.</summary>
    void ClearFaults(string? interfacePattern, LvbEmulatorFaultKind? kind);

    /// <summary>The kept requests, oldest first.</summary>
    IReadOnlyList<LvbEmulatorRequest> GetRequests();
}
