namespace TencentLvb.Notifications;

/// <summary>An event that is on disk, and acknowledged.</summary>
internal sealed class SpooledEvent(EventSpool spool, SpoolEntry entry, LvbEvent? held) : QueuedEvent
{
    public override LvbEvent Load()
    {
        if (held is not null)
        {
            return held;
        }

        var told = NotificationParser.Parse(SpoolRecord.ReadBody(entry)).Event;
        told.ReceivedAt = entry.ReceivedAt;
        told.Verified = entry.Verified;
        return told;
    }

    /// <summary>Whether the filter wants it; what can't be read now is left for later.</summary>
    public bool IsWanted(EventFilter filter)
    {
        try
        {
            return filter.Wants(Load());
        }
#pragma warning disable CA1031 // Whatever it was, it says so when it is its turn in a run without a filter.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    public override void Complete(EventDisposition outcome)
    {
        if (outcome == EventDisposition.Taken)
        {
            spool.MarkDone(entry);
        }
        else if (outcome == EventDisposition.Failed)
        {
            spool.MarkBroken(entry);
        }
    }
}
