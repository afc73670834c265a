using System.Management.Automation;

namespace TencentLvb;

/// <summary>What the cmdlets about running emulators share: which emulators are meant, and errors with a recommended action.</summary>
public abstract class LvbEmulatorCmdlet : PSCmdlet
{
    private const string HowToStart = "Start one: $emulator = Start-LvbEmulator -SampleData.";

    /// <summary>The emulator, from <c>Start-LvbEmulator</c>.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public LvbEmulator? Emulator { get; set; }

    /// <summary>The work for each input.</summary>
    private protected abstract void Process();

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        try
        {
            Process();
        }
        catch (LvbException error)
        {
            ThrowTerminatingError(Cmdlets.ErrorRecords.From(error, error.ErrorId == LvbErrors.InvalidArgumentId ? Emulator : null));
        }
    }

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
