namespace TencentLvb.Unit.Transport;

/// <summary>How far the rate of a connection falls after the service reported too many requests, and what it remembers of earlier
/// rates.</summary>
public sealed class AdaptiveRateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly AdaptiveRate rate = new();

    [Fact]
    public void A_second_in_which_a_tenth_is_throttled_halves_the_rate()
    {
        Send(Start, 100);
        rate.Complained(Start.AddSeconds(0.99));
        Assert.Equal(50, rate.Limit);
        Send(Start.AddSeconds(1), 10);
        Assert.Equal(75, rate.Limit);
        rate.Complained(Start.AddSeconds(1.99));
        rate.Sent(Start.AddSeconds(2));
        Assert.Equal(37.5, rate.Limit);
    }

    [Fact]
    public void A_report_after_a_second_without_requests_ends_that_second()
    {
        Send(Start, 40);
        rate.Complained(Start.AddSeconds(0.9));
        Assert.Equal(20, rate.Limit);
        rate.Complained(Start.AddSeconds(1.5));
        Assert.Equal(30, rate.Limit);
    }

    [Fact]
    public void The_highest_rate_loses_a_tenth_in_each_slower_second()
    {
        Send(Start, 40);
        rate.Sent(Start.AddSeconds(1));
        rate.Sent(Start.AddSeconds(2));
        rate.Complained(Start.AddSeconds(3));
        Assert.Equal(40 * 0.9 * 0.9 / 2, rate.Limit, 6);
    }

    [Theory]
    [InlineData(19.9, 400 / 19.9 / 2)]
    [InlineData(20, 1)]
    [InlineData(25, 1)]
    public void After_a_pause_of_twenty_seconds_the_earlier_rate_is_forgotten(double seconds, double limit)
    {
        Send(Start, 400);
        rate.Complained(Start.AddSeconds(seconds));
        Assert.Equal(limit, rate.Limit, 6);
    }

    private void Send(DateTimeOffset from, int count)
    {
        for (var i = 0; i < count; i++)
        {
            rate.Sent(from.AddSeconds((double)i / count));
        }
    }
}
