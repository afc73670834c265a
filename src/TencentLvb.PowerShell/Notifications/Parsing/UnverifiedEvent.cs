namespace TencentLvb.Notifications;

/// <summary>A notification that was read but not verified.</summary>
/// <param name="Event">What it tells.</param>
/// <param name="Sign">Its <c>sign</c>; null without one.</param>
/// <param name="T">The text of its <c>t</c>, which is what is signed; null without one.</param>
/// <param name="Expires">The same as Unix seconds.</param>
/// <param name="Body">The bytes as they came.</param>
internal sealed record UnverifiedEvent(LvbEvent Event, string? Sign, string? T, long Expires, byte[] Body)
{
    /// <summary>Relay tasks, which the service never signs; the kind has no name of its own.</summary>
    private const LvbEventType RelayTask = (LvbEventType)314;

    /// <summary>What two deliveries of the same event have in common.</summary>
    public EventFingerprint Key => EventFingerprint.Of(Event.Id);

    /// <summary>
    /// Whether it has neither <c>sign</c> nor <c>t</c>, and is of a kind that the service sends so: relay tasks, image audits of older
    /// years, and the older form of push anomalies.
    /// </summary>
    public bool IsUnsignedKind =>
        Sign is null && T is null && (Event.EventType is RelayTask or LvbEventType.ImageAudit or LvbEventType.PushAnomaly);
}
