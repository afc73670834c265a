using System.Net;

namespace TencentLvb.Unit.Notifications;

public sealed class EdgeTests
{
    [Theory]
    [InlineData("http://localhost:8080/", 8080, "/", 2)]
    [InlineData("http://127.0.0.1:9000", 9000, "/", 1)]
    [InlineData("http://+:8080/lvb", 8080, "/lvb/", 2)]
    [InlineData("http://*:8080/lvb/", 8080, "/lvb/", 2)]
    [InlineData("http://0.0.0.0:8080/", 8080, "/", 1)]
    [InlineData("http://[::1]:8080/", 8080, "/", 1)]
    [InlineData("HTTP://LOCALHOST:1/", 1, "/", 2)]
    [InlineData("http://10.1.2.3/", 80, "/", 1)]
    public void Prefixes_are_read(string text, int port, string path, int addresses)
    {
        ListenPrefix address = ListenPrefix.Parse(text);
        Assert.Equal((port, path, addresses), (address.Port, address.Path, address.Addresses.Count));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("8080")]
    [InlineData("localhost:8080")]
    [InlineData("ftp://localhost/")]
    [InlineData("https://localhost:8443/")]
    [InlineData("http://localhost:8080/?x=1")]
    [InlineData("http://localhost:99999/")]
    [InlineData("http://u:p@localhost:80/")]
    [InlineData("http://+:x@localhost:80/")]
    [InlineData("http://299.0.0.9:80/")]
    public void Invalid_prefixes_are_refused(string? text) =>
        Assert.Equal("LvbInvalidArgument", Assert.Throws<LvbException>(() => ListenPrefix.Parse(text)).ErrorId);

    [Theory]
    [InlineData("/lvb/", true)]
    [InlineData("/lvb", true)]
    [InlineData("/lvb/deeper", true)]
    [InlineData("/lvx", false)]
    [InlineData("/lv", false)]
    [InlineData("/LVB", false)]
    public void A_path_matches_with_and_without_the_last_slash(string path, bool matches) =>
        Assert.Equal(matches, ListenPrefix.Parse("http://+:1/lvb").Matches(path));

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("203.0.113.128/25", "203.0.113.127", false)]
    [InlineData("203.0.113.128/25", "203.0.113.128", true)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("2001:db8::/33", "2001:db8:7fff::1", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.1", true)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", true)]
    public void Address_ranges_are_read(string range, string address, bool contains) =>
        Assert.Equal(contains, CidrBlock.Parse(range)!.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("localhost")]
    [InlineData("::/129")]
    public void Invalid_address_ranges_are_refused(string? text) => Assert.Null(CidrBlock.Parse(text));

    [Fact]
    public async Task The_window_for_repeats_is_bounded_in_time_and_number()
    {
        var now = DateTimeOffset.UnixEpoch;
        var window = new DuplicateFilter(TimeSpan.FromMinutes(30), capacity: 100, now: () => now);
        EventFingerprint[] keys = Enumerable.Range(0, 150).Select(i => new EventFingerprint(1, (ulong)i)).ToArray();
        foreach (EventFingerprint key in keys)
        {
            Assert.Null(window.Begin(key));
            window.Complete(key, EventDisposition.Taken);
        }

        Assert.Equal(EventDisposition.Taken, await window.Begin(keys[149])!);
        Assert.InRange(window.Count, 99, 100);
        Assert.Null(window.Begin(keys[0]));
        now += TimeSpan.FromMinutes(29);
        Assert.NotNull(window.Begin(keys[149]));
        now += TimeSpan.FromMinutes(2);
        Assert.Null(window.Begin(keys[149]));
        Assert.Equal(0, window.Count);
    }

    [Fact]
    public void The_window_keeps_as_many_events_and_as_long_as_it_was_told()
    {
        var now = DateTimeOffset.UnixEpoch;
        var window = new DuplicateFilter(TimeSpan.FromMinutes(5), capacity: 2, now: () => now);
        EventFingerprint first = new(1, 1), second = new(1, 2), third = new(1, 3);
        window.Complete(first, EventDisposition.Taken);
        window.Complete(second, EventDisposition.Taken);
        Assert.NotNull(window.Begin(first));
        now += TimeSpan.FromMinutes(5);
        Assert.NotNull(window.Begin(second));
        now += TimeSpan.FromTicks(1);
        Assert.Null(window.Begin(first));
        // What an earlier run accepted is limited in the same way.
        window.Remember(third, now - TimeSpan.FromMinutes(6));
        Assert.Equal(0, window.Count);
        Array.ForEach([first, second, third], key => window.Remember(key, now));
        Assert.Equal(2, window.Count);
        Assert.Null(window.Begin(new(1, 4)));
    }

    [Fact]
    public void The_window_is_longer_than_the_repeats_of_the_service()
        => Assert.True(DuplicateFilter.DefaultRetention > TimeSpan.FromMinutes(15));
}
