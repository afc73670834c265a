using System.Globalization;

namespace TencentLvb.Downloads;

/// <summary>Tracks the progress of one cmdlet's downloads.</summary>
/// <param name="clock">Returns the time since they began.</param>
internal sealed class DownloadProgress(Func<TimeSpan> clock)
{
    private int _files;
    private long _bytes;
    private long _fetched;

    public IReadOnlyList<DownloadItem> Running { get; set; } = [];

    /// <summary>Counts a completed file.</summary>
    public void Done(DownloadItem item)
    {
        _files++;
        _bytes += item.Received;
        _fetched += item.Received - item.Offset;
    }

    /// <summary>
    /// Gets the status, for example <c>3 done, 2 in progress: 120.4 of 562.5 MB, 12.0 MB/s, 0:00:37 left</c>. Files that the pipeline has
    /// not yet supplied are not included.
    /// </summary>
    public string Status => string.Format(
        CultureInfo.CurrentCulture,
        "{0:N0} done, {1:N0} in progress: {2:N1}{3} MB, {4:N1} MB/s{5}",
        _files,
        Running.Count,
        Received / 1e6,
        Total is { } total ? string.Format(CultureInfo.CurrentCulture, " of {0:N1}", total / 1e6) : "",
        BytesPerSecond / 1e6,
        SecondsLeft >= 0 ? string.Format(CultureInfo.InvariantCulture, ", {0:g} left", TimeSpan.FromSeconds(SecondsLeft)) : "");

    /// <summary>Gets the percentage of known bytes that has arrived; -1 while the size of a file in progress is unknown.</summary>
    public int Percent => Total is { } total and > 0 ? (int)Math.Min(100, Received * 100.0 / total) : -1;

    /// <summary>Gets the remaining time of the files in progress at the current rate; -1 while it is unknown.</summary>
    public int SecondsLeft => Total is { } total && BytesPerSecond > 0
        ? (int)Math.Min(int.MaxValue, Math.Max(0, (total - Received) / BytesPerSecond)) : -1;

    private long Received => _bytes + Running.Sum(i => i.Received);

    private long? Total => Running.All(i => i.Expected >= 0) ? _bytes + Running.Sum(i => i.Expected) : null;

    // Bytes of an earlier run do not count.
    private double BytesPerSecond => (_fetched + Running.Sum(i => i.Received - i.Offset)) / Math.Max(0.1, clock().TotalSeconds);
}
