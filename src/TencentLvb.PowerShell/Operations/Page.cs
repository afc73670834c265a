namespace TencentLvb.Operations;

/// <summary>The rows of one answer: a page of a list, or a window of a history.</summary>
internal abstract class Page
{
    private readonly List<string> _keys = [];

    /// <summary>The rows, whatever they are.</summary>
    public abstract IReadOnlyList<object> Items { get; }

    /// <summary>For each row what it is known by, so that the same row in the next answer is recognized.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>How many rows there are on all pages; null when the service does not say.</summary>
    public long? Total { get; set; }

    /// <summary>What the next page has to be asked with, where the service scrolls; null where pages are numbered.</summary>
    public string? Next { get; init; }

    /// <summary>Whether this is known to be the last page. False leaves it to the number of rows.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether nothing follows: a page that is not full, or one with which the reported number of rows is reached.</summary>
    public bool EndsAt(PageRequest request) => IsLast || request.Number == int.MaxValue || (Next is null
        && (Items.Count < request.Size || (long)request.Number * request.Size == Total));

    protected void AddKey(string key) => _keys.Add(key);
}

/// <inheritdoc cref="Page"/>
/// <typeparam name="T">What a row is for the user.</typeparam>
internal class Page<T> : Page
    where T : class
{
    private readonly List<T> _rows = [];

    /// <summary>The rows, as the user sees them.</summary>
    public IReadOnlyList<T> Rows => _rows;

    public sealed override IReadOnlyList<object> Items => _rows;

    /// <param name="row">The row.</param>
    /// <param name="key">What it is known by, unlike any other row of the list.</param>
    public void Add(T row, string key)
    {
        _rows.Add(row);
        AddKey(key);
    }
}

/// <summary>A page of live streams, with the account's totals where the service reports them.</summary>
internal sealed class LiveStatPage<T> : Page<T>
    where T : class
{
    /// <summary>In Mbit/s, over all pages; null when the service does not say.</summary>
    public double? TotalBandwidth { get; init; }

    /// <summary>Viewers over all pages; null when the service does not say.</summary>
    public long? TotalOnline { get; init; }

    /// <summary>From when the figures are.</summary>
    public DateTimeOffset Time { get; init; }
}

/// <summary>A window of playback history.</summary>
internal sealed class PlayHistoryPage : Page<LivePlayStatPoint>
{
    /// <summary>The traffic of the whole window in MB; null when the service does not report it: then the rows' traffic counts.</summary>
    public double? TotalTraffic { get; init; }
}
