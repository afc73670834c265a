namespace TencentLvb.Views;

/// <summary>Represents the response of the service: the live streams, and those that could not be queried.</summary>
/// <param name="Time">The time of the response.</param>
/// <param name="Streams">The live streams.</param>
/// <param name="Failures">The streams whose state is unknown, and the reason.</param>
internal sealed record LiveReading(
    DateTimeOffset Time, IReadOnlyList<LiveStat> Streams, IReadOnlyList<(string StreamId, LvbException Error)> Failures)
{
    public LiveReading(DateTimeOffset time, IReadOnlyList<LiveStat> streams)
        : this(time, streams, [])
    {
    }

    /// <summary>Gets the time of the newest figures, or of the response if there are none.</summary>
    public DateTimeOffset FiguresOf => Streams.Count == 0 ? Time : Streams.Max(s => s.Time);
}
