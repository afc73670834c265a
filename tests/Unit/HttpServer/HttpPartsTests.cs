using System.Diagnostics;
using System.Net;

namespace TencentLvb.Unit.Http;

/// <summary>The parts of the server that need no connection: characters, dates, phases, memory, sources, responses.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpPartsTests
{
    private static readonly HttpSource One = HttpSource.Of(IPAddress.Parse("192.0.2.1"));
    private static readonly HttpSource Two = HttpSource.Of(IPAddress.Parse("192.0.2.2"));

    [Fact]
    public void A_token_consists_of_letters_digits_and_15_other_characters()
    {
        const string marks = "!#$%&'*+-.^_`|~";
        for (var b = 0; b < 256; b++)
        {
            var isToken = b < 128 && (char.IsAsciiLetterOrDigit((char)b) || marks.Contains((char)b, StringComparison.Ordinal));
            Assert.Equal(isToken, HttpToken.Is((byte)b));
        }
    }

    [Fact]
    public void A_value_has_no_control_characters_except_tab()
    {
        for (var b = 0; b < 256; b++)
        {
            Assert.Equal(b == 9 || (b >= 32 && b != 127), HttpToken.IsValue((byte)b));
        }
    }

    [Theory]
    [InlineData(200, "OK")]
    [InlineData(201, "Created")]
    [InlineData(202, "Accepted")]
    [InlineData(204, "No Content")]
    [InlineData(206, "Partial Content")]
    [InlineData(301, "Moved Permanently")]
    [InlineData(302, "Found")]
    [InlineData(304, "Not Modified")]
    [InlineData(307, "Temporary Redirect")]
    [InlineData(308, "Permanent Redirect")]
    [InlineData(400, "Bad Request")]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "Forbidden")]
    [InlineData(404, "Not Found")]
    [InlineData(405, "Method Not Allowed")]
    [InlineData(408, "Request Timeout")]
    [InlineData(411, "Length Required")]
    [InlineData(413, "Content Too Large")]
    [InlineData(414, "URI Too Long")]
    [InlineData(415, "Unsupported Media Type")]
    [InlineData(417, "Expectation Failed")]
    [InlineData(429, "Too Many Requests")]
    [InlineData(431, "Request Header Fields Too Large")]
    [InlineData(500, "Internal Server Error")]
    [InlineData(501, "Not Implemented")]
    [InlineData(502, "Bad Gateway")]
    [InlineData(503, "Service Unavailable")]
    [InlineData(504, "Gateway Timeout")]
    [InlineData(505, "HTTP Version Not Supported")]
    [InlineData(299, "Status")]
    public void A_status_has_its_standard_name(int status, string name)
    {
        Assert.Equal(name, HttpStatus.Reason(status));
        var plain = HttpAnswer.Plain(status);
        Assert.Equal((status, name + "\n"), (plain.Status, System.Text.Encoding.UTF8.GetString(plain.Body)));
    }

    [Fact]
    public void A_response_is_JSON_text_or_bytes()
    {
        var json = new HttpAnswer(201, "{\"\u00e9\":1}");
        Assert.Equal(("application/json; charset=utf-8", 8), (json.ContentType, json.Body.Length));
        var plain = HttpAnswer.Plain(404, "gone");
        Assert.Equal(
            ("text/plain; charset=utf-8", "gone\n"), (plain.ContentType, System.Text.Encoding.UTF8.GetString(plain.Body)));
        var empty = new HttpAnswer(204);
        Assert.Null(empty.ContentType);
        Assert.Empty(empty.Body);
    }

    [Fact]
    public void A_date_has_the_current_second_and_may_be_shifted()
    {
        var now = new DateTimeOffset(2026, 3, 1, 20, 0, 0, TimeSpan.FromHours(8));
        var date = new HttpDate { Clock = () => now };
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", date.Text(TimeSpan.Zero));
        Assert.Equal("Sun, 01 Mar 2026 11:59:30 GMT", date.Text(TimeSpan.FromSeconds(-30)));
        now = now.AddMilliseconds(999);
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", date.Text(TimeSpan.Zero));
        now = now.AddMilliseconds(1);
        Assert.Equal("Sun, 01 Mar 2026 12:00:01 GMT", date.Text(TimeSpan.Zero));
        now = now.AddHours(-1);
        Assert.Equal("Sun, 01 Mar 2026 11:00:01 GMT", date.Text(TimeSpan.Zero));
    }

    private static long After(double seconds) => Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);

    [Theory]
    [InlineData(HttpPhase.Idle, HttpPhase.TimedOut, 0)]
    [InlineData(HttpPhase.Head, HttpPhase.TimedOut, 0)]
    [InlineData(HttpPhase.Body, HttpPhase.TimedOut, 0)]
    [InlineData(HttpPhase.Writing, HttpPhase.Closed, 0)]
    [InlineData(HttpPhase.Draining, HttpPhase.Closed, 0)]
    public void A_phase_ends_at_its_time_and_the_next_one_may_drain(object phase, object next, int rank)
    {
        var clock = new HttpPhaseClock(TimeSpan.FromHours(1));
        Assert.True(clock.Enter((HttpPhase)phase, TimeSpan.FromMinutes(10)));
        Assert.Null(clock.Expire(After(500), TimeSpan.FromMinutes(10)));
        Assert.Equal(phase, clock.Phase);
        Assert.Equal(phase, clock.Expire(After(700), TimeSpan.FromMinutes(10)));
        Assert.Equal(next, clock.Phase);
        Assert.True(clock.IsOver);
        Assert.Equal(rank, clock.Spare.Rank);
        Assert.False(clock.Enter(HttpPhase.Handling, TimeSpan.FromHours(1)));
        Assert.Equal(next, clock.Phase);
        Assert.Null(clock.Expire(After(1200), TimeSpan.Zero));
        Assert.Equal((HttpPhase)next == HttpPhase.Closed ? null : HttpPhase.TimedOut, clock.Expire(After(1400), TimeSpan.Zero));
        Assert.Equal(HttpPhase.Closed, clock.Phase);
    }

    [Fact]
    public void The_handler_has_no_time_limit_and_the_first_request_has_one()
    {
        var clock = new HttpPhaseClock(TimeSpan.FromMinutes(10));
        Assert.Equal((HttpPhase.Idle, false, false), (clock.Phase, clock.IsOver, clock.IsAnswering));
        Assert.Null(clock.Expire(After(500), TimeSpan.Zero));
        Assert.True(clock.Enter(HttpPhase.Handling, TimeSpan.Zero));
        Assert.Null(clock.Expire(After(1_000_000), TimeSpan.Zero));
        Assert.True(clock.IsAnswering);
        clock.Enter(HttpPhase.Writing, TimeSpan.FromMinutes(1));
        Assert.True(clock.IsAnswering);
        clock.Close();
        Assert.Null(clock.Expire(After(1_000_000), TimeSpan.Zero));
        Assert.Equal((HttpPhase.Closed, true, false), (clock.Phase, clock.IsOver, clock.IsAnswering));
        Assert.Equal(HttpPhase.Idle, new HttpPhaseClock(TimeSpan.Zero).Expire(After(1), TimeSpan.Zero));
    }

    [Theory]
    [InlineData(HttpPhase.Closed, 0)]
    [InlineData(HttpPhase.TimedOut, 0)]
    [InlineData(HttpPhase.Draining, 0)]
    [InlineData(HttpPhase.Idle, 1)]
    [InlineData(HttpPhase.Head, 2)]
    [InlineData(HttpPhase.Body, 3)]
    [InlineData(HttpPhase.Handling, int.MaxValue)]
    [InlineData(HttpPhase.Writing, int.MaxValue)]
    public void The_idlest_connection_is_closed_first(object phase, int rank)
    {
        var before = Stopwatch.GetTimestamp();
        var clock = new HttpPhaseClock(TimeSpan.FromMinutes(10));
        clock.Enter((HttpPhase)phase, TimeSpan.FromMinutes(10));
        Assert.Equal(rank, clock.Spare.Rank);
        Assert.InRange(clock.Spare.Since, before, Stopwatch.GetTimestamp());
    }

    [Fact]
    public void Small_bodies_need_no_reservation_and_one_source_gets_half_of_the_rest()
    {
        var memory = new HttpBodyMemory(100);
        using var body = memory.Rent(One);
        Assert.True(body.TryGrow(HttpBodyMemory.Free));
        Assert.Equal(0, memory.Used);
        Assert.True(body.TryGrow(50));
        Assert.Equal(50, memory.Used);
        Assert.False(body.TryGrow(1));
        Assert.Equal(50, memory.Used);
        using var next = memory.Rent(One);
        Assert.False(next.TryGrow(HttpBodyMemory.Free + 1));
        Assert.True(next.TryGrow(HttpBodyMemory.Free));
        using var other = memory.Rent(Two);
        Assert.False(other.TryGrow(HttpBodyMemory.Free + 51));
        Assert.True(other.TryGrow(HttpBodyMemory.Free + 50));
        Assert.Equal(100, memory.Used);
        using var third = memory.Rent(HttpSource.Of(IPAddress.Parse("192.0.2.3")));
        Assert.False(third.TryGrow(HttpBodyMemory.Free + 1));
    }

    [Fact]
    public void Memory_is_released_once_and_to_its_source()
    {
        var memory = new HttpBodyMemory(100);
        var first = memory.Rent(One);
        var second = memory.Rent(One);
        Assert.True(first.TryGrow(HttpBodyMemory.Free + 15));
        Assert.True(first.TryGrow(5));
        Assert.Equal(20, memory.Used);
        Assert.True(second.TryGrow(HttpBodyMemory.Free + 30));
        first.Dispose();
        first.Dispose();
        Assert.Equal(30, memory.Used);
        using var third = memory.Rent(One);
        Assert.False(third.TryGrow(HttpBodyMemory.Free + 21));
        Assert.True(third.TryGrow(HttpBodyMemory.Free + 20));
        second.Dispose();
        Assert.Equal(20, memory.Used);
    }

    [Fact]
    public void A_request_counts_what_its_owner_reserves_too()
    {
        var head = new HttpRequestHead("GET", "/", new HttpHeaders([], []), null);
        Assert.True(new HttpRequest(head, [], null).TryReserve(int.MaxValue));
        using var body = new HttpBodyMemory(10).Rent(One);
        var request = new HttpRequest(head, [], body);
        Assert.True(request.TryReserve(HttpBodyMemory.Free + 5));
        Assert.False(request.TryReserve(1));
    }

    [Fact]
    public void Sources_differ_by_their_addresses()
    {
        Assert.Equal(default, HttpSource.Of(null));
        Assert.Equal(new HttpSource(0xffff, 0xC0000201), One);
        Assert.NotEqual(One, Two);
        Assert.Equal(One, HttpSource.Of(IPAddress.Parse("::ffff:192.0.2.1")));
        Assert.Equal(new HttpSource(0x20010db8_00010002, 0), HttpSource.Of(IPAddress.Parse("2001:db8:1:2:3:4:5:6")));
        Assert.Equal(new HttpSource(0, 1), HttpSource.Of(IPAddress.IPv6Loopback));
        Assert.Equal(new HttpSource(0, 0), HttpSource.Of(IPAddress.Parse("::2")));
    }

    [Fact]
    public void One_source_gets_half_of_the_connections_by_default()
    {
        Assert.Equal(1024, new HttpCapacity().MaxConnections);
        Assert.Equal(7, new HttpCapacity(7).MaxConnections);
        Assert.Null(new HttpCapacity(7).TakeIdle());
        Assert.Equal(0, new HttpCapacity(7).CountOf(HttpPhase.Idle));
    }
}
