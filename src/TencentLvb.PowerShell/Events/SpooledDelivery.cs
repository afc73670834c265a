using System;
using System.IO;

namespace TencentLvb.Events;

/// <summary>An event that is on disk, and acknowledged.</summary>
internal sealed class SpooledDelivery(EventSpool spool, SpoolEntry entry, LvbEvent? held) : Delivery
{
    public override LvbEvent Load()
    {
        if (held is not null)
        {
            return held;
        }

        var told = EventParser.Parse(SpoolRecord.ReadBody(entry)).Event;
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LvbException)
        {
            return false;
        }
    }

    public override void Complete(DeliveryOutcome outcome)
    {
        if (outcome == DeliveryOutcome.Taken)
        {
            spool.MarkDone(entry);
        }
        else if (outcome == DeliveryOutcome.Failed)
        {
            spool.MarkBroken(entry);
        }
    }
}
