using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>What the cmdlets about running emulators share: which emulators are meant, and errors with a recommended action.</summary>
public abstract class LvbEmulatorCmdlet : LvbCmdlet
{
    private const string HowToStart = "Start one: $emulator = Start-LvbEmulator -SampleData.";

    private protected LvbEmulatorCmdlet()
    {
    }

    /// <summary>The emulator, from <c>Start-LvbEmulator</c>.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public LvbEmulator? Emulator { get; set; }

    private protected override object? ErrorTarget(LvbException error) => error.Reason == LvbErrorReason.InvalidArgument ? Emulator : null;

    /// <summary>The named one, else all of this runspace.</summary>
    private protected IReadOnlyList<LvbEmulator> NamedOrAll() => Emulator is not null ? [Emulator] : RunningEmulators.Here();

    /// <summary>The named one, else the one that this runspace started last.</summary>
    internal IEmulatorEngine NamedOrLast()
    {
        if (Emulator is not null)
        {
            return Emulator.Engine ?? throw LvbErrors.InvalidArgument($"The emulator at {Emulator.Uri} was stopped.", HowToStart);
        }

        var here = RunningEmulators.Here();
        return here.Count > 0 && here[here.Count - 1].Engine is { } engine
            ? engine
            : throw LvbErrors.InvalidArgument("No emulator runs in this session.", HowToStart);
    }
}
