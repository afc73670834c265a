namespace TencentLvb.Notifications;

/// <summary>Represents a notification that was read but not verified.</summary>
/// <param name="Event">The event.</param>
/// <param name="Sign">Its <c>sign</c>; null if there is none.</param>
/// <param name="T">The text of its <c>t</c>, which is signed; null if there is none.</param>
/// <param name="Expires">The value of <c>t</c> in Unix seconds.</param>
/// <param name="Body">The bytes as they were received.</param>
internal sealed record UnverifiedEvent(LvbEvent Event, string? Sign, string? T, long Expires, byte[] Body)
{
    /// <summary>Relay tasks, which the service never signs. This kind has no name in the enumeration.</summary>
    private const LvbEventType RelayTask = (LvbEventType)314;

    /// <summary>Gets the value that all deliveries of the same event share.</summary>
    public EventFingerprint Key => EventFingerprint.Of(Event.Id);

    /// <summary>
    /// Indicates whether it has neither <c>sign</c> nor <c>t</c>, and is of a kind that the service sends this way: relay tasks, older
    /// image audits, and the older form of push anomalies.
    /// </summary>
    public bool IsUnsignedKind =>
        Sign is null && T is null && (Event.EventType is RelayTask or LvbEventType.ImageAudit or LvbEventType.PushAnomaly);
}
