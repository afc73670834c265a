using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Downloads;

/// <summary>How far the downloads of one cmdlet are.</summary>
internal sealed class DownloadProgress
{
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private int _files;
    private long _bytes;

    public IReadOnlyList<DownloadItem> Running { get; set; } = [];

    /// <summary>Counts a file that is there.</summary>
    public void Done(DownloadItem item)
    {
        _files++;
        _bytes += item.Received;
    }

    /// <summary>As <c>3 files done, 2 under way: 120.4 MB, 12.0 MB/s</c>.</summary>
    public string Status
    {
        get
        {
            var bytes = _bytes + Running.Sum(i => i.Received);
            return string.Format(
                CultureInfo.CurrentCulture,
                "{0} done, {1} under way: {2:N1} MB, {3:N1} MB/s",
                _files,
                Running.Count,
                bytes / 1e6,
                bytes / 1e6 / System.Math.Max(0.1, _since.Elapsed.TotalSeconds));
        }
    }

    /// <summary>The share of the file at the head; -1 while its size is unknown.</summary>
    public int PercentOfFirst => Running is [{ Expected: > 0 } first, ..]
        ? (int)System.Math.Min(100, first.Received * 100 / first.Expected)
        : -1;
}
