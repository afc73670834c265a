using System.Management.Automation;

namespace TencentLvb;

/// <summary>Adds faults to an emulator: by interface and kind, for a share or a number of the requests.</summary>
[Cmdlet(VerbsCommon.Set, "LvbEmulatorFault", SupportsShouldProcess = true)]
public sealed class SetLvbEmulatorFaultCommand : LvbEmulatorCmdlet
{
    /// <summary>The interfaces; wildcards are supported. Default: all. Notifications are called <c>Callback</c>.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string[]? Interface { get; set; }

    /// <summary>The kind of fault.</summary>
    [Parameter(Position = 1)]
    public LvbEmulatorFaultKind? Kind { get; set; }

    /// <summary>
    /// The share of the requests that are affected, 0 to 1. Without <c>-Rate</c> and <c>-Count</c> every request is affected.
    /// </summary>
    [Parameter]
    public double? Rate { get; set; }

    /// <summary>The number of requests that are affected. After that the fault is removed.</summary>
    [Parameter]
    public int? Count { get; set; }

    /// <summary>The length of a Delay (2 s), the error of a ClockSkew (10 min), or the Retry-After of an Http429 (1 s).</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Time { get; set; }

    /// <summary>
    /// The code that an ErrorCode returns: a ret of API 2.0, or a code of API 3.0 such as <c>InternalError.ConfigNotExist</c>. Requests
    /// to the other service are not affected.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Code { get; set; }

    /// <summary>Removes faults: all, or those of <c>-Interface</c> and <c>-Kind</c>. Nothing is added.</summary>
    [Parameter]
    public SwitchParameter Clear { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var engine = NamedOrLast();
        if (Clear)
        {
            if (Rate is not null || Count is not null || Time is not null || Code is not null)
            {
                throw LvbErrors.InvalidArgument(
                    "-Clear cannot be combined with -Rate, -Count, -Time or -Code.",
                    "Run Set-LvbEmulatorFault -Clear first, and then set the new fault.");
            }

            RemoveFaults(engine);
            return;
        }

        var kind = Kind ?? throw LvbErrors.InvalidArgument(
            "Neither -Kind nor -Clear is specified.",
            "Specify the kind of fault, for example -Kind Http500, or clear the faults: Set-LvbEmulatorFault -Clear.");
        foreach (var name in Interface ?? ["*"])
        {
            var fault = FaultReader.Make(name, kind, Rate, Count, Time, Code);
            if (ShouldProcess(name, $"Set-LvbEmulatorFault {kind}"))
            {
                Add(engine, fault);
            }
        }
    }

    private void RemoveFaults(IEmulatorEngine engine)
    {
        if (!ShouldProcess(Interface is null ? "*" : string.Join(", ", Interface), "Set-LvbEmulatorFault -Clear"))
        {
            return;
        }

        if (Interface is null)
        {
            engine.ClearFaults(null, Kind);
            return;
        }

        foreach (var name in Interface)
        {
            engine.ClearFaults(name, Kind);
        }
    }

    private static void Add(IEmulatorEngine engine, EmulatorFault fault)
    {
        try
        {
            engine.AddFault(fault);
        }
        catch (ArgumentException e)
        {
            throw LvbErrors.InvalidArgument(
                e.Message, "Specify an interface listed in docs/emulator.md (wildcards are supported), or Callback.");
        }
    }
}
