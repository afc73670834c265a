namespace TencentLvb.Unit.Backends.Api3;

/// <summary>The position in a list that is read window by window, and its text, which is the token of the next page.</summary>
public sealed class WindowCursorTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 4, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow First = new(Start, Start.AddHours(2));
    private static readonly TimeWindow Second = new(Start.AddHours(2), Start.AddHours(3));
    private static readonly TimeWindow Third = new(Start.AddHours(3), Start.AddHours(4));

    [Fact]
    public void A_halved_window_is_read_in_the_order_of_the_list_before_the_other_windows()
    {
        var cursor = new WindowCursor([First, Second, Third], 4);
        TimeWindow[] halves = [new(Start, Start.AddHours(1)), new(Start.AddHours(1), Start.AddHours(2))];
        var ascending = cursor.Halve(latestFirst: false);
        Assert.Equal([.. halves, Second, Third], ascending.Windows);
        Assert.Equal((halves[0], 1), (ascending.Now, ascending.Page));
        Assert.Equal([halves[1], halves[0], Second, Third], cursor.Halve(latestFirst: true).Windows);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    [InlineData(3600, true)]
    public void A_window_of_a_minute_is_not_halved(int seconds, bool expected) =>
        Assert.Equal(expected, new WindowCursor([new(Start, Start.AddSeconds(seconds))], 1).CanHalve);

    [Fact]
    public void Pages_are_counted_within_a_window_and_windows_follow_until_the_last()
    {
        var cursor = new WindowCursor([First, Second, Third], 1).NextPage();
        Assert.Equal((First, 2), (cursor.Now, cursor.Page));
        var next = cursor.NextWindow()!;
        Assert.Equal([Second, Third], next.Windows);
        Assert.Equal(1, next.Page);
        Assert.Equal(Third, next.NextWindow()!.Now);
        Assert.Null(next.NextWindow()!.NextWindow());
    }

    [Fact]
    public void A_token_restores_the_position()
    {
        var token = new WindowCursor([First, Second], 7).ToString();
        Assert.Equal("7 1795838400-1795845600 1795845600-1795849200", token);
        var parsed = WindowCursor.Parse(token);
        Assert.Equal([First, Second], parsed.Windows);
        Assert.Equal(7, parsed.Page);
    }
}
