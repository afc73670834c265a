namespace TencentLvb.Cmdlets;

/// <summary>Reads a whole list as one operation: page by page, each row once. For views that need all rows before they can draw.</summary>
/// <param name="query">Creates the call for a page.</param>
/// <param name="first">The first page.</param>
internal sealed class WholeListOperation<TPage, TRow>(
    Func<PageRequest, LvbOperation<TPage>> query, PageRequest first) : LvbOperation<IReadOnlyList<TRow>>
    where TPage : Page<TRow>
    where TRow : class
{
    // A list that does not end within ten thousand pages is endless.
    private const int MostPages = 10_000;

    private readonly LvbOperation<TPage> _first = query(first);

    /// <summary>Gets the maximum number of rows to read.</summary>
    public int MostRows { get; init; } = int.MaxValue;

    public override string Interface => _first.Interface;

    public override string DisplayName => _first.DisplayName;

    public override RetryClass Retry => _first.Retry;

    public override async Task<IReadOnlyList<TRow>> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var rows = new List<TRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var request = first;
        var operation = _first;
        IReadOnlyList<string> last = [];
        for (var i = 0; i < MostPages; i++)
        {
            var page = await operation.RunAsync(context, cancellation).ConfigureAwait(false);
            for (var row = 0; row < page.Rows.Count && rows.Count < MostRows; row++)
            {
                if (seen.Add(page.Keys[row]))
                {
                    rows.Add(page.Rows[row]);
                }
            }

            // The same page would be repeated forever. A page of known rows may still be followed by new ones, because lists change.
            if (page.EndsAt(request) || (page.Keys.Count > 0 && page.Keys.SequenceEqual(last)) || rows.Count >= MostRows)
            {
                break;
            }

            last = page.Keys;

            request = request.After(page);
            operation = query(request);
        }

        return rows;
    }
}
