namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads one list page by page. The next page is fetched while the rows of this one are emitted, from the moment the first of them was
/// taken, so that who stops at a row has fetched one page in vain at most; never a page behind what -First wants. The list ends with a page
/// that is not full, or when the reported number of rows is reached; a page that comes again is an error, never a loop. A reported number
/// that is less than what came is wrong, and no end.
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

    /// <summary>
    /// Whether the list moves while it is read, so that a row may come again on any later page: then the rows of all pages are remembered,
    /// not those of the page before alone.
    /// </summary>
    public bool Moves { get; init; }

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

    // A row that came up while the list was read moves others to the next page: there they come a second time.
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

    // Not before the first row was taken: who wants one row stops there.
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

    /// <summary>The error of a list that cannot be read to its end.</summary>
    private static LvbException Repeated(LvbOperation operation, long page) => new(
        LvbErrors.BadReplyId,
        $"{operation.DisplayName}: page {page} holds the same rows as page {page - 1}, so the list cannot be read to its end.",
        "The output before this error is valid but may be incomplete. Call again with the largest -PageSize that the help lists.")
    { Interface = operation.Interface, StatusCode = 200, Reason = LvbErrorReason.BadReply };
}
