namespace TencentLvb.Operations;

/// <summary>Represents the rows of one response: a page of a list, or a window of a history.</summary>
internal abstract class Page
{
    private readonly List<string> _keys = [];

    /// <summary>Gets the rows as objects.</summary>
    public abstract IReadOnlyList<object> Items { get; }

    /// <summary>Gets the key of each row, so that a repeated row in the next response is recognized.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>Gets or sets the number of rows on all pages; null if the service does not report it.</summary>
    public long? Total { get; set; }

    /// <summary>Gets the token of the next page if the service uses tokens; null if pages are numbered.</summary>
    public string? Next { get; init; }

    /// <summary>Gets whether this is certainly the last page. If false, the number of rows decides.</summary>
    public bool IsLast { get; init; }

    /// <summary>
    /// Determines whether this is the last page: a page that is not full, or one that reaches the reported number of rows.
    /// </summary>
    public bool EndsAt(PageRequest request) => IsLast || request.Number == int.MaxValue || (Next is null
        && (Items.Count < request.Size || (long)request.Number * request.Size == Total));

    protected void AddKey(string key) => _keys.Add(key);
}

/// <inheritdoc cref="Page"/>
/// <typeparam name="T">The type of the rows.</typeparam>
internal class Page<T> : Page
    where T : class
{
    private readonly List<T> _rows = [];

    /// <summary>Gets the rows.</summary>
    public IReadOnlyList<T> Rows => _rows;

    public sealed override IReadOnlyList<object> Items => _rows;

    /// <param name="row">The row.</param>
    /// <param name="key">The key that distinguishes it from all other rows of the list.</param>
    public void Add(T row, string key)
    {
        _rows.Add(row);
        AddKey(key);
    }
}

/// <summary>Represents a page of live streams, with the totals of the account if the service reports them.</summary>
internal sealed class LiveStatPage<T> : Page<T>
    where T : class
{
    /// <summary>Gets the bandwidth of all pages in Mbit/s; null if the service does not report it.</summary>
    public double? TotalBandwidth { get; init; }

    /// <summary>Gets the viewers of all pages; null if the service does not report them.</summary>
    public long? TotalOnline { get; init; }

    /// <summary>Gets the time of the figures.</summary>
    public DateTimeOffset Time { get; init; }
}

/// <summary>Represents a window of playback history.</summary>
internal sealed class PlayHistoryPage : Page<LivePlayStatPoint>
{
    /// <summary>
    /// Gets the traffic of the whole window in MB; null if the service does not report it. Then the traffic of the rows is used.
    /// </summary>
    public double? TotalTraffic { get; init; }
}
