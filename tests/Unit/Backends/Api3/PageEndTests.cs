using System.Text;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>When a list with numbered pages ends, with the totals and page sizes that services report.</summary>
public sealed class PageEndTests
{
    [Theory]
    [InlineData(1, 0, null, null, true)]
    [InlineData(1, 10, null, null, false)]
    [InlineData(1, 9, null, null, true)]
    [InlineData(1, 10, 10L, null, true)]
    [InlineData(1, 10, 11L, null, false)]
    [InlineData(1, 5, 5L, 0, true)]
    [InlineData(1, 3, 5L, 3, false)]
    [InlineData(2, 2, 5L, 3, true)]
    [InlineData(1, 3, 5L, 20, true)]
    [InlineData(2, 10, 12L, null, false)]
    [InlineData(2, 4, 12L, null, true)]
    public void The_end_follows_from_the_rows_the_total_and_the_page_size(int number, int rows, long? total, int? size, bool isLast)
    {
        var pageSize = size is null ? "" : $"\"PageSize\":{size},";
        var count = total is null ? "" : $"\"TotalNum\":{total},";
        using var response = Api3Response.TryParse(Encoding.UTF8.GetBytes(
            $$$"""{"Response":{{{{pageSize}}}{{{count}}}"RequestId":"x"}}"""))!;
        Assert.Equal(isLast, PageEnd.IsLast(response, rows, number, 10, total));
        var page = PageEnd.Begin<LiveChannel>(response, rows, new PageRequest(number, 10));
        Assert.Equal((total, isLast, isLast), (page.Total, page.IsLast, page.Next is null));
    }
}
