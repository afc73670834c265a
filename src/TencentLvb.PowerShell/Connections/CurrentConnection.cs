using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TencentLvb.Connections;

/// <summary>Holds the connection that cmdlets of a runspace use by default.</summary>
internal static class CurrentConnection
{
    private static readonly ConditionalWeakTable<Runspace, Slot> Slots = new();
    private static WeakReference<Slot>? _latest;

    /// <summary>Indicates whether another runspace of this process connected last and is still connected.</summary>
    public static bool IsElsewhere =>
        Volatile.Read(ref _latest) is { } latest && latest.TryGetTarget(out var slot) && slot.Connection is { IsUsable: true }
        && !(Runspace.DefaultRunspace is { } runspace && Slots.TryGetValue(runspace, out var own) && own == slot);

    /// <summary>Gets or sets the connection of the runspace of the calling pipeline thread; null if there is none.</summary>
    public static LvbConnection? Value
    {
        get => Runspace.DefaultRunspace is { } runspace && Slots.TryGetValue(runspace, out var slot) ? slot.Connection : null;
        set
        {
            if (Runspace.DefaultRunspace is { } runspace)
            {
                var slot = Slots.GetOrCreateValue(runspace);
                slot.Connection = value;
                if (value is not null)
                {
                    Volatile.Write(ref _latest, new WeakReference<Slot>(slot));
                }
            }
        }
    }

    /// <summary>
    /// Gets or sets the connection that was created from a profile because there was no other. It is separate from <see cref="Value"/>,
    /// so that <c>$env:LVB_PROFILE</c> and the default profile are checked each time.
    /// </summary>
    public static LvbConnection? FromProfile
    {
        get => Runspace.DefaultRunspace is { } runspace && Slots.TryGetValue(runspace, out var slot) ? slot.FromProfile : null;
        set
        {
            if (Runspace.DefaultRunspace is { } runspace)
            {
                Slots.GetOrCreateValue(runspace).FromProfile = value;
            }
        }
    }

    private sealed class Slot
    {
        public LvbConnection? Connection { get; set; }

        public LvbConnection? FromProfile { get; set; }
    }
}
