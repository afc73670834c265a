namespace TencentLvb.Notifications;

/// <summary>Represents an event that is on disk and was acknowledged.</summary>
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

    /// <summary>Determines whether the filter selects it. An event that cannot be read now is left for later.</summary>
    public bool IsWanted(EventFilter filter)
    {
        try
        {
            return filter.Wants(Load());
        }
#pragma warning disable CA1031 // The failure is reported when the event is emitted by a run without a filter.
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
