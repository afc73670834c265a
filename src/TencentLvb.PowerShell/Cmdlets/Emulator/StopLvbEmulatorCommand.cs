using System.Management.Automation;

namespace TencentLvb;

/// <summary>Stops emulators and frees their ports: the specified emulator, otherwise all that this session started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "LvbEmulator", SupportsShouldProcess = true)]
public sealed class StopLvbEmulatorCommand : LvbEmulatorCmdlet
{
    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var emulator in NamedOrAll())
        {
            if (ShouldProcess(emulator.Uri.ToString(), "Stop-LvbEmulator"))
            {
                emulator.Dispose();
            }
        }
    }
}
