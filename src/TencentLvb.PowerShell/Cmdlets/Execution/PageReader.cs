namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads one list page by page, each only when its rows are wanted. Ends with a page that is not full, or when the told
/// number of rows is reached; a page that comes again is an error, never a loop. A told number that is less than what came is wrong, and no end.
/// </summary>
internal sealed class PageReader<TPage>(LvbCmdlet cmdlet, IRowWriter sink, int pageSize)
    where TPage : RowPage
{
    /// <summary>Whether a page that comes again is the list's end: so for one stream, where the service may ignore the page's number.</summary>
    public bool EndsWhenRepeated { get; init; }

    /// <summary>Fetches and hands on the list from a page on.</summary>
    public void Run(Func<int, LvbRequest<TPage>> request, int page = 1)
    {
        if (!sink.IsDone)
        {
            Continue(request, page, cmdlet.Call(request(page)), static _ => true);
        }
    }

    /// <summary>Hands on a page that is at hand, then fetches what follows it.</summary>
    /// <param name="request">Makes the call for a page.</param>
    /// <param name="number">The number of the page at hand.</param>
    /// <param name="page">The page at hand.</param>
    /// <param name="isNew">Tells by its key whether a row is wanted.</param>
    public void Continue(Func<int, LvbRequest<TPage>> request, int number, TPage page, Func<string, bool> isNew)
    {
        sink.Total(Total(number, page));
        IReadOnlyList<string> before = [];
        while (true)
        {
            if (before.Count > 0 && before.SequenceEqual(page.Keys))
            {
                if (EndsWhenRepeated)
                {
                    return;
                }

                throw LvbErrors.RepeatedPage(request(number), number);
            }

            HandOn(page, new HashSet<string>(before), isNew);
            if (sink.IsDone || page.Rows.Count < pageSize || (long)number * pageSize == page.Total || number == int.MaxValue)
            {
                return;
            }

            before = page.Keys;
            page = cmdlet.Call(request(++number));
        }
    }

    // A row that came up while the list was read moves others to the next page: there they come a second time.
    private void HandOn(TPage page, HashSet<string> before, Func<string, bool> isNew)
    {
        for (var i = 0; i < page.Rows.Count && !sink.IsDone; i++)
        {
            if (!before.Contains(page.Keys[i]) && isNew(page.Keys[i]))
            {
                sink.Write(page.Rows[i]);
            }
        }
    }

    private long? Total(int number, TPage page) =>
        page.Rows.Count < pageSize && (number == 1 || page.Rows.Count > 0)
            ? ((long)(number - 1) * pageSize) + page.Rows.Count
            : page.Total;
}
