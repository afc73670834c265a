using System.Management.Automation;

namespace TencentLvb.Notifications;

/// <summary>Selects events by kind and stream. Other events are acknowledged and not emitted.</summary>
internal sealed class EventFilter(IReadOnlyCollection<LvbEventType>? types, IEnumerable<string>? streams)
{
    private readonly WildcardPattern[]? _streams =
        streams?.Select(pattern => new WildcardPattern(pattern, WildcardOptions.CultureInvariant | WildcardOptions.IgnoreCase)).ToArray();

    /// <summary>Indicates whether all events are selected.</summary>
    public bool IsOpen => types is null && _streams is null;

    public bool Wants(LvbEvent told) =>
        (types is null || types.Contains(told.EventType))
        && (_streams is null || Array.Exists(_streams, pattern => pattern.IsMatch(told.StreamId)));
}
