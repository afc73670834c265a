namespace TencentLvb.Operations;

/// <summary>The rows of one answer: a page of a list, or a window of a history.</summary>
internal class RowPage
{
    private readonly List<object> _rows = [];
    private readonly List<string> _keys = [];

    /// <summary>The rows, as the user sees them.</summary>
    public IReadOnlyList<object> Rows => _rows;

    /// <summary>For each row what it is known by, so that the same row in the next answer is known again.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>How many rows there are on all pages; null when the service does not tell.</summary>
    public long? Total { get; set; }

    public void Add(object row, string key)
    {
        _rows.Add(row);
        _keys.Add(key);
    }
}
