namespace TencentLvb.Notifications;

/// <summary>A notification that was read but not verified.</summary>
/// <param name="Event">What it tells.</param>
/// <param name="Sign">Its <c>sign</c>; null without one.</param>
/// <param name="T">The text of its <c>t</c>, which is what is signed; null without one.</param>
/// <param name="Expires">The same as Unix seconds.</param>
/// <param name="Key">What two deliveries of the same event have in common.</param>
internal sealed record UnverifiedEvent(LvbEvent Event, string? Sign, string? T, long Expires, EventFingerprint Key)
{
    /// <summary>Whether it has neither <c>sign</c> nor <c>t</c>, and is of a kind that the service does not sign.</summary>
    public bool IsUnsignedKind => Sign is null && T is null && Event.EventType == LvbEventType.ImageAudit;
}
