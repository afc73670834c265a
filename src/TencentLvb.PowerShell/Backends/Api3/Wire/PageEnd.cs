namespace TencentLvb.Backends.Api3;

/// <summary>
/// Determines the end of a list with numbered pages. The sites allow different page sizes, and a service may return smaller pages than
/// requested: then the actual size counts. A page without rows ends every list.
/// </summary>
internal static class PageEnd
{
    // The value of Page.Next if more pages follow. The next page is requested by its number.
    private const string More = "next";

    /// <summary>Creates a page without rows, with its total and whether others follow.</summary>
    /// <param name="response">The response with the page.</param>
    /// <param name="rows">The number of its rows.</param>
    /// <param name="request">The request for the page.</param>
    /// <param name="counter">The field with the total number of rows.</param>
    public static Page<T> Begin<T>(Api3Response response, int rows, PageRequest request, string counter = "TotalNum")
        where T : class
    {
        var total = WireReader.Long(response.Fields, counter);
        var isLast = IsLast(response, rows, request.Number, request.Size, total);
        return new Page<T> { Total = total, IsLast = isLast, Next = isLast ? null : More };
    }

    /// <param name="response">The response with the page.</param>
    /// <param name="rows">The number of its rows.</param>
    /// <param name="number">The number of the page, starting at 1.</param>
    /// <param name="size">The requested page size.</param>
    /// <param name="total">The total number of rows; null if the service does not report it.</param>
    public static bool IsLast(Api3Response response, int rows, int number, int size, long? total)
    {
        var actual = WireReader.Int(response.Fields, "PageSize") is { } own && own > 0 && own < size ? own : size;
        var read = ((long)(number - 1) * actual) + rows;

        // A total below the number of rows read is wrong, and says nothing about the end.
        return rows == 0 || (total >= read ? (long)number * actual >= total : rows < actual);
    }
}
