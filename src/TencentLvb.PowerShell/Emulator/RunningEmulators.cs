using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TencentLvb.Emulator;

/// <summary>Tracks the emulators of each runspace. They end with the runspace at the latest.</summary>
internal static class RunningEmulators
{
    private static readonly ConditionalWeakTable<Runspace, List<LvbEmulator>> Started = new();

    public static void Add(LvbEmulator emulator)
    {
        if (Runspace.DefaultRunspace is not { } runspace)
        {
            return;
        }

        if (!Started.TryGetValue(runspace, out var list))
        {
            list = Started.GetOrCreateValue(runspace);
            runspace.StateChanged += OnStateChanged;
        }

        lock (list)
        {
            list.RemoveAll(other => !other.IsRunning);
            list.Add(emulator);
        }
    }

    /// <summary>Returns the running emulators of the calling runspace, oldest first.</summary>
    public static IReadOnlyList<LvbEmulator> Here()
    {
        if (Runspace.DefaultRunspace is not { } runspace || !Started.TryGetValue(runspace, out var list))
        {
            return [];
        }

        lock (list)
        {
            return [.. list.Where(emulator => emulator.IsRunning)];
        }
    }

    private static void OnStateChanged(object? sender, RunspaceStateEventArgs change)
    {
        if (sender is not Runspace runspace
            || change.RunspaceStateInfo.State is not (RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
            || !Started.TryGetValue(runspace, out var list))
        {
            return;
        }

        lock (list)
        {
            foreach (var emulator in list)
            {
                emulator.Dispose();
            }

            list.Clear();
        }
    }
}
