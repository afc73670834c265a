namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads one list page by page. The next page is fetched while the rows of the current page are emitted, starting when the first row was
/// accepted. A pipeline that stops at a row has thus fetched at most one unneeded page, and no page beyond what -First requires. The list
/// ends with a page that is not full, or when the reported number of rows is reached. A repeated page is an error, never a loop. A
/// reported number that is less than the number of rows read is ignored.
/// </summary>
/// <param name="calls">The runner for the calls.</param>
/// <param name="writer">Accepts the rows.</param>
/// <param name="query">Creates the call for a page.</param>
internal sealed class PageReader<TPage>(CallRunner calls, IRowWriter writer, Func<PageRequest, LvbOperation<TPage>> query)
    where TPage : Page
{
    /// <summary>
    /// Indicates whether a repeated page is the end of the list. This applies to single streams, where the service may ignore the page
    /// number.
    /// </summary>
    public bool EndsWhenRepeated { get; init; }

    /// <summary>
    /// Indicates whether the list changes while it is read, so that a row may be repeated on any later page. Then the rows of all pages
    /// are remembered, not only those of the previous page.
    /// </summary>
    public bool Moves { get; init; }

    /// <summary>Reads the list from a page on and passes on its rows.</summary>
    public void Run(PageRequest first)
    {
        if (!writer.IsDone)
        {
            Continue(first, calls.Run(query(first)));
        }
    }

    /// <summary>Passes on a page that was already read, then reads the following pages.</summary>
    /// <param name="request">The request that returned the page.</param>
    /// <param name="page">The page that was already read.</param>
    /// <param name="isNew">Determines by its key whether a row is required; null for all.</param>
    public void Continue(PageRequest request, TPage page, Func<string, bool>? isNew = null)
    {
        writer.Total(Total(request, page));
        IReadOnlyList<string> before = [];
        HashSet<string>? seen = null;
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

            var next = HandOn(request, page, seen, isNew);
            if (writer.IsDone || page.EndsAt(request))
            {
                return;
            }

            before = page.Keys;
            seen = Moves && seen is not null ? seen : [];
            seen.UnionWith(before);
            request = request.After(page);
            page = next is null ? calls.Run(query(request)) : calls.Finish(next);
        }
    }

    // A row that was added during reading moves other rows to the next page, where they are repeated.
    private PendingCall<TPage>? HandOn(PageRequest request, TPage page, HashSet<string>? seen, Func<string, bool>? isNew)
    {
        PendingCall<TPage>? next = null;
        var isFirst = true;
        for (var i = 0; i < page.Items.Count && !writer.IsDone; i++)
        {
            if (seen?.Contains(page.Keys[i]) != true && isNew?.Invoke(page.Keys[i]) != false)
            {
                writer.Write(page.Items[i]);
                next = isFirst ? Ahead(request, page, page.Items.Count - i - 1) : next;
                isFirst = false;
            }
        }

        return next;
    }

    // Not before the first row was accepted: a pipeline that needs one row stops there.
    private PendingCall<TPage>? Ahead(PageRequest request, TPage page, int rowsLeft)
    {
        if (page.EndsAt(request) || !writer.WantsMoreThan(rowsLeft))
        {
            return null;
        }

        var operation = query(request.After(page));
        return operation.Retry == RetryClass.Repeatable ? calls.Prepare(operation).Start() : null;
    }

    private static long? Total(PageRequest request, TPage page) =>
        page.Next is null && page.Items.Count < request.Size && (request.Number == 1 || page.Items.Count > 0)
            ? ((long)(request.Number - 1) * request.Size) + page.Items.Count
            : page.Total;

    /// <summary>Creates the error of a list that cannot be read to its end.</summary>
    private static LvbException Repeated(LvbOperation operation, long page) => new(
        LvbErrors.BadReplyId,
        $"{operation.DisplayName}: page {page} contains the same rows as page {page - 1}, so the list cannot be read completely.",
        "The output before this error is valid but might be incomplete. Run the cmdlet again with the largest -PageSize that its "
                + "help lists.")
    { Interface = operation.Interface, StatusCode = 200, Reason = LvbErrorReason.BadReply };
}
