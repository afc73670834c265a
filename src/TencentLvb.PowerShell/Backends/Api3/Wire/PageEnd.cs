namespace TencentLvb.Backends.Api3;

/// <summary>
/// Where a list with numbered pages ends. The sites allow pages of different sizes, and a service may make smaller ones than were asked
/// for: then its own size counts, not that of the request. A page without rows ends every list.
/// </summary>
internal static class PageEnd
{
    /// <summary>What <see cref="Page.Next"/> is for a page that others follow. The next one is asked for by its number.</summary>
    public const string More = "next";

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
