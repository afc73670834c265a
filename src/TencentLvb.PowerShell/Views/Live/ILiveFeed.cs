namespace TencentLvb.Views;

/// <summary>Where the live table gets its figures from. Used on one thread; only the tasks run elsewhere.</summary>
internal interface ILiveFeed
{
    /// <summary>Why an answer takes long; null when there is nothing to say.</summary>
    string? Announcement { get; }

    /// <summary>Begins to ask. The task ends when the answer, or a failure, can be taken; it never fails itself.</summary>
    Task StartReading();

    /// <summary>What was answered.</summary>
    /// <exception cref="LvbException">Nothing could be read.</exception>
    LiveReading TakeReading();

    /// <summary>The viewers of a stream in the last hour. Fails where the service has none.</summary>
    Task<IReadOnlyList<ChartPoint>> ReadHistoryAsync(LiveStat stream);
}
