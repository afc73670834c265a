using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// The base class of the cmdlets for running emulators: selects the emulators, and provides errors with a recommended action.
/// </summary>
public abstract class LvbEmulatorCmdlet : LvbCmdlet
{
    private const string HowToStart = "Start an emulator: $emulator = Start-LvbEmulator -SampleData.";

    private protected LvbEmulatorCmdlet()
    {
    }

    /// <summary>The emulator, from <c>Start-LvbEmulator</c>.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public LvbEmulator? Emulator { get; set; }

    private protected override object? ErrorTarget(LvbException error) => error.Reason == LvbErrorReason.InvalidArgument ? Emulator : null;

    /// <summary>Returns the specified emulator, otherwise all emulators of this runspace.</summary>
    private protected IReadOnlyList<LvbEmulator> NamedOrAll() => Emulator is not null ? [Emulator] : RunningEmulators.Here();

    /// <summary>Returns the specified emulator, otherwise the one that this runspace started last.</summary>
    internal IEmulatorEngine NamedOrLast()
    {
        if (Emulator is not null)
        {
            return Emulator.Engine ?? throw LvbErrors.InvalidArgument($"The emulator at {Emulator.Uri} was stopped.", HowToStart);
        }

        var here = RunningEmulators.Here();
        return here.Count > 0 && here[here.Count - 1].Engine is { } engine
            ? engine
            : throw LvbErrors.InvalidArgument("No emulator is running in this session.", HowToStart);
    }
}
