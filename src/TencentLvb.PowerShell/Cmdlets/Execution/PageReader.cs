namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads one list page by page, each only when its rows are wanted. Ends with a page that is not full, or when the reported number of rows
/// is reached; a page that comes again is an error, never a loop. A reported number that is less than what came is wrong, and no end.
/// </summary>
/// <param name="calls">Runs the calls.</param>
/// <param name="writer">Takes the rows.</param>
/// <param name="query">Makes the call for a page.</param>
internal sealed class PageReader<TPage>(CallRunner calls, IRowWriter writer, Func<PageRequest, LvbOperation<TPage>> query)
    where TPage : Page
{
    /// <summary>
    /// Whether a page that comes again is the list's end: so for one stream, where the service may ignore the page's number.
    /// </summary>
    public bool EndsWhenRepeated { get; init; }

    /// <summary>Fetches and hands on the list from a page on.</summary>
    public void Run(PageRequest first)
    {
        if (!writer.IsDone)
        {
            Continue(first, calls.Run(query(first)));
        }
    }

    /// <summary>Hands on a page that is at hand, then fetches what follows it.</summary>
    /// <param name="request">What brought the page at hand.</param>
    /// <param name="page">The page at hand.</param>
    /// <param name="isNew">Says by its key whether a row is wanted; null for all.</param>
    public void Continue(PageRequest request, TPage page, Func<string, bool>? isNew = null)
    {
        writer.Total(Total(request, page));
        IReadOnlyList<string> before = [];
        while (true)
        {
            if (before.Count > 0 && before.SequenceEqual(page.Keys))
            {
                if (EndsWhenRepeated)
                {
                    return;
                }

                throw Repeated(query(request), request.Number);
            }

            HandOn(page, new HashSet<string>(before), isNew);
            if (writer.IsDone || page.EndsAt(request))
            {
                return;
            }

            before = page.Keys;
            request = request.After(page);
            page = calls.Run(query(request));
        }
    }

    // A row that came up while the list was read moves others to the next page: there they come a second time.
    private void HandOn(TPage page, HashSet<string> before, Func<string, bool>? isNew)
    {
        for (var i = 0; i < page.Items.Count && !writer.IsDone; i++)
        {
            if (!before.Contains(page.Keys[i]) && isNew?.Invoke(page.Keys[i]) != false)
            {
                writer.Write(page.Items[i]);
            }
        }
    }

    private static long? Total(PageRequest request, TPage page) =>
        page.Next is null && page.Items.Count < request.Size && (request.Number == 1 || page.Items.Count > 0)
            ? ((long)(request.Number - 1) * request.Size) + page.Items.Count
            : page.Total;

    /// <summary>The error of a list that cannot be read to its end.</summary>
    private static LvbException Repeated(LvbOperation operation, long page) => new(
        LvbErrors.BadReplyId,
        $"{operation.DisplayName}: page {page} holds the same rows as page {page - 1}, so the list cannot be read to its end.",
        "What came before this error is right, but may not be all. Call again with the largest -PageSize that the help names.")
    { Interface = operation.Interface, StatusCode = 200, Reason = LvbErrorReason.BadReply };
}
