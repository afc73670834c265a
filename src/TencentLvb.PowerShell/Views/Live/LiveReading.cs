namespace TencentLvb.Views;

/// <summary>What the service answered: the streams that are live, and what could not be asked about.</summary>
/// <param name="Time">When the answer came.</param>
/// <param name="Streams">The live streams.</param>
/// <param name="Failures">The streams about which nothing is known now, and why.</param>
internal sealed record LiveReading(
    DateTimeOffset Time, IReadOnlyList<LiveStat> Streams, IReadOnlyList<(string StreamId, LvbException Error)> Failures)
{
    public LiveReading(DateTimeOffset time, IReadOnlyList<LiveStat> streams)
        : this(time, streams, [])
    {
    }

    /// <summary>The newest figures among them; the time of the answer where there are none.</summary>
    public DateTimeOffset FiguresOf => Streams.Count == 0 ? Time : Streams.Max(s => s.Time);
}
