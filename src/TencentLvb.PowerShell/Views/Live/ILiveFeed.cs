namespace TencentLvb.Views;

/// <summary>Provides the figures of the live table. Used on one thread; only the tasks run on others.</summary>
internal interface ILiveFeed
{
    /// <summary>Gets why a response is delayed; null if there is nothing to report.</summary>
    string? Announcement { get; }

    /// <summary>Starts a query. The task completes when the response or the failure can be taken, and never fails itself.</summary>
    Task StartReading();

    /// <summary>Returns the response.</summary>
    /// <exception cref="LvbException">Nothing could be read.</exception>
    LiveReading TakeReading();

    /// <summary>Returns the viewers of a stream in the last hour. Fails if the service has none.</summary>
    Task<IReadOnlyList<ChartPoint>> ReadHistoryAsync(LiveStat stream);
}
