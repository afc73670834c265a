namespace TencentLvb.Emulator;

/// <summary>
/// Provides the functions of TencentLvb.Emulator.dll to the cmdlets. That assembly is loaded only when an emulator is started, so types
/// that PowerShell reflects over at import must not refer to its types.
/// </summary>
internal interface IEmulatorEngine : IDisposable
{
    /// <summary>Gets the address on which it listens, including the path.</summary>
    Uri Uri { get; }

    /// <summary>Gets the number of requests since its start. The journal keeps only the last of them.</summary>
    long RequestCount { get; }

    /// <summary>Starts or cuts the push of a stream, sets its viewers, or adds screenshots to the queue.</summary>
    void SetStream(EmulatorStreamChange change);

    /// <summary>Adds a fault after the existing ones.</summary>
    void AddFault(EmulatorFault fault);

    /// <summary>Removes the faults of an interface pattern and a kind; null means all.</summary>
    void ClearFaults(string? interfacePattern, LvbEmulatorFaultKind? kind);

    /// <summary>Returns the requests in the journal, oldest first.</summary>
    IReadOnlyList<LvbEmulatorRequest> GetRequests();
}
