namespace TencentLvb.Backends.Api3;

/// <summary>
/// Where a list with numbered pages ends. The sites allow pages of different sizes, and a service may make smaller ones than were asked
/// for: then its own size counts, not that of the request. A page without rows ends every list.
/// </summary>
internal static class PageEnd
{
    // What Page.Next is for a page that others follow. The next one is asked for by its number.
    private const string More = "next";

    /// <summary>A page without rows so far, which knows its total and whether others follow.</summary>
    /// <param name="response">The answer with the page.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="request">What it was asked for by.</param>
    /// <param name="counter">The field with the number of rows on all pages.</param>
    public static Page<T> Begin<T>(Api3Response response, int rows, PageRequest request, string counter = "TotalNum")
        where T : class
    {
        var total = WireReader.Long(response.Fields, counter);
        var isLast = IsLast(response, rows, request.Number, request.Size, total);
        return new Page<T> { Total = total, IsLast = isLast, Next = isLast ? null : More };
    }

    /// <param name="response">The answer with the page.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="number">The number of the page, from 1 on.</param>
    /// <param name="size">The size that was asked for.</param>
    /// <param name="total">How many rows there are on all pages; null when the service does not say.</param>
    public static bool IsLast(Api3Response response, int rows, int number, int size, long? total)
    {
        var actual = WireReader.Int(response.Fields, "PageSize") is { } own && own > 0 && own < size ? own : size;
        var read = ((long)(number - 1) * actual) + rows;

        // A total below what was read is wrong, and says nothing about the end.
        return rows == 0 || (total >= read ? (long)number * actual >= total : rows < actual);
    }
}
