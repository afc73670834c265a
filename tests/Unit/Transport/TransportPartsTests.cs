using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TencentLvb.Unit.Transport;

/// <summary>The parts of the transport that need no connection: rates, logs, bodies, clocks, stopped calls.</summary>
public sealed class TransportPartsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static Lvb2Message<ulong?> Once(string stream = "8888_a") =>
        new Lvb2Message<ulong?>(Make.Account(new Uri("http://127.0.0.1:1/")), Make.Once(stream));

    private static void Send(AdaptiveRate rate, DateTimeOffset from, int count)
    {
        for (var i = 0; i < count; i++)
        {
            rate.Sent(from.AddSeconds((double)i / count));
        }
    }

    [Fact]
    public void Throttling_halves_the_rate_and_quiet_seconds_raise_it_to_twice_the_former_one()
    {
        var rate = new AdaptiveRate();
        Send(rate, Start, 40);
        Assert.Equal(0, rate.Limit);
        rate.Complained(Start.AddSeconds(0.99));
        Assert.Equal(20, rate.Limit);
        rate.Complained(Start.AddSeconds(0.995));
        Assert.Equal(20, rate.Limit);
        var expected = new[] { 30.0, 45, 67.5, 0 };
        for (var second = 1; second <= expected.Length; second++)
        {
            Send(rate, Start.AddSeconds(second), 10);
            Assert.Equal(expected[second - 1], rate.Limit);
        }
    }

    [Fact]
    public void Rare_throttling_does_not_slow_further_and_one_request_per_second_is_the_minimum()
    {
        var rate = new AdaptiveRate();
        rate.Complained(Start);
        Assert.Equal(1, rate.Limit);
        rate.Complained(Start.AddSeconds(1));
        rate.Complained(Start.AddSeconds(2));
        Assert.Equal(1, rate.Limit);
        var fast = new AdaptiveRate();
        Send(fast, Start, 100);
        fast.Complained(Start.AddSeconds(0.99));
        Send(fast, Start.AddSeconds(1), 21);
        var before = fast.Limit;
        fast.Complained(Start.AddSeconds(1.99));
        fast.Complained(Start.AddSeconds(1.99));
        fast.Sent(Start.AddSeconds(2));
        Assert.Equal(before * 1.5, fast.Limit);
    }

    [Fact]
    public void After_twenty_seconds_without_a_request_the_limit_is_removed()
    {
        var rate = new AdaptiveRate();
        Send(rate, Start, 40);
        rate.Complained(Start.AddSeconds(0.9));
        rate.Sent(Start.AddSeconds(20));
        Assert.NotEqual(0, rate.Limit);
        rate.Sent(Start.AddSeconds(40.5));
        Assert.Equal(0, rate.Limit);
        rate.Complained(Start.AddSeconds(41.6));
        Assert.Equal(1, rate.Limit);
    }

    [Fact]
    public async Task Requests_are_sent_evenly_at_a_rate_and_after_the_pause_of_a_throttled_one()
    {
        var time = new ScriptedTime();
        var limiter = new RateLimiter(10, time.Now, time.Delay);
        var begin = time.Now();
        for (var i = 0; i < 31; i++)
        {
            await limiter.WaitAsync(default);
        }

        Assert.InRange((time.Now() - begin).TotalSeconds, 3.0, 3.2);
        Assert.All(time.Pauses, pause => Assert.Equal(Math.Floor(pause.TotalMilliseconds), pause.TotalMilliseconds));
        var free = new RateLimiter(null, time.Now, time.Delay);
        Assert.True(free.WaitAsync(default).IsCompletedSuccessfully);
        var complained = time.Now();
        free.SlowDown(TimeSpan.FromSeconds(30));
        free.SlowDown(TimeSpan.FromSeconds(10));
        await free.WaitAsync(default);
        Assert.Equal(TimeSpan.FromSeconds(30), time.Now() - complained);
    }

    [Fact]
    public void A_log_keeps_only_the_requested_messages()
    {
        var log = new CallLog(true);
        Assert.Empty(log.VerboseLines);
        Assert.Empty(log.DebugLines);
        Assert.Empty(log.Warnings);
        Assert.Null(log.TakeAnnouncement());
        Assert.Null(log.ClockSkew);
        Assert.Null(log.Latency);
        log.Announce("wait");
        Assert.Equal("wait", log.TakeAnnouncement());
        Assert.Null(log.TakeAnnouncement());
        log.Warn("one");
        log.Warn("two");
        Assert.Equal(["one", "two"], log.Warnings);
        var failure = new AttemptFailure(new LvbException("LvbTimeout", "m", "r"), AttemptEffect.None, IsTransient: true);
        log.Attempt(HttpMethod.Get, Once(), null, failure, TimeSpan.FromSeconds(1.5));
        log.Attempt(HttpMethod.Post, Once(), 200, null, TimeSpan.FromMilliseconds(12.9));
        Assert.Matches(@"^GET http://127\.0\.0\.1:1/\?appid=\S+ -> no answer, LvbTimeout in 1500 ms$|"
            + @"^GET http://127\.0\.0\.1:1/\?appid=\S+ -> no response, LvbTimeout in 1500 ms$", log.VerboseLines[0]);
        Assert.Matches(@"^POST \S+ -> HTTP 200 in 12 ms$", log.VerboseLines[1]);
        var quiet = new CallLog(false);
        quiet.Attempt(HttpMethod.Get, Once(), 200, null, TimeSpan.Zero);
        Assert.Empty(quiet.VerboseLines);
    }

    [Fact]
    public void A_debug_message_shows_the_server_and_the_start_of_its_response()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.BadGateway) { ReasonPhrase = "Odd", Content = new ByteArrayContent([]) };
        answer.Headers.Date = Start;
        answer.Headers.TryAddWithoutValidation("Server", "nginx");
        answer.Content.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        var log = new CallLog(false) { IsDebug = true };
        log.Answer(answer, [.. "<html>"u8]);
        Assert.Matches(
            @"HTTP 502 \(Odd\), Date Sun, 01 Mar 2026 00:00:00 GMT, Server nginx, text/html, 6 bytes: <html>$",
            Assert.Single(log.DebugLines));
        answer.Content.Headers.ContentType = null;
        log.Answer(answer, []);
        Assert.Contains("no content type", log.DebugLines[1], StringComparison.Ordinal);
        var quiet = new CallLog(true);
        quiet.Answer(answer, []);
        Assert.Empty(quiet.DebugLines);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(90, 0, 91)]
    [InlineData(-90, 0, -90)]
    [InlineData(10, 4, 9)]
    public void The_clock_of_the_service_is_known_to_the_second(int ahead, int latency, int skew)
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.Date = Start.AddSeconds(ahead);
        var log = new CallLog(false);
        log.Answered(answer.Headers, Start, Start.AddSeconds(latency));
        Assert.InRange(log.ClockSkew!.Value.TotalSeconds, skew - 1, skew);
        Assert.Equal(TimeSpan.FromSeconds(latency), log.Latency);
    }

    [Theory]
    [InlineData(90, "90 s behind")]
    [InlineData(-90, "90 s ahead of")]
    [InlineData(2, "2 s behind")]
    [InlineData(1.9, "in step with")]
    [InlineData(-1.9, "in step with")]
    public void A_skew_is_explained(double seconds, string words)
    {
        var refused = new LvbException("LvbSignatureExpired", "It expired.", "Set the clock.");
        var error = ClockSkew.Explain(refused, TimeSpan.FromSeconds(seconds));
        Sentences.Check(error);
        Assert.StartsWith("It expired. This machine's clock is ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("24 hours", error.Message, StringComparison.Ordinal);
        Assert.Contains("more than 24 hours", ClockSkew.Explain(refused, TimeSpan.FromHours(25)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skew_of_less_than_two_seconds_changes_nothing_and_only_the_first_correction_warns()
    {
        var skew = new ClockSkew();
        var log = new CallLog(false);
        skew.Correct(TimeSpan.FromSeconds(1.9), TimeSpan.Zero, log);
        Assert.Equal(TimeSpan.Zero, skew.Current);
        Assert.Empty(log.Warnings);
        skew.Correct(TimeSpan.FromSeconds(2), TimeSpan.Zero, log);
        Assert.Equal(TimeSpan.FromSeconds(2), skew.Current);
        skew.Correct(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2), log);
        Assert.Equal(TimeSpan.FromSeconds(60), skew.Current);
        Sentences.Check(Assert.Single(log.Warnings));
        Assert.True(ClockSkew.CanCorrect(TimeSpan.FromHours(-24)));
        Assert.False(ClockSkew.CanCorrect(TimeSpan.FromHours(24.01)));
    }

    [Fact]
    public void A_stopped_call_is_reported_once_to_the_host_and_once_to_the_next_call()
    {
        var calls = new UnconfirmedCalls();
        var message = Once();
        Assert.Null(calls.TextOf(message));
        Assert.Empty(calls.TakeAll());
        calls.Add(message, Start);
        calls.Add(message, Start.AddHours(1));
        var text = calls.TextOf(message)!;
        Assert.Matches(
            @"^Live_Tape_Start for 8888_a was stopped at \d\d:\d\d:\d\d .*: a recording task of 8888_a might exist\. Run Get-LvbTapeFile",
            text);
        Assert.Contains(Start.ToLocalTime().ToString("HH:mm:ss", null), text, StringComparison.Ordinal);
        calls.Add(Once("8888_b"), Start);
        Assert.Equal(2, calls.TakeAll().Count);
        Assert.Empty(calls.TakeAll());

        // The next call of another session may have taken it before its own host reports it.
        Assert.Equal(text, calls.TextOf(message));
        calls.Add(message, Start);
        Assert.Empty(calls.TakeAll());
    }

    [Theory]
    [InlineData("{", true)]
    [InlineData("[", true)]
    [InlineData("{\"a\":1", true)]
    [InlineData("{\"a\":[1,2", true)]
    [InlineData("[1,", true)]
    [InlineData("tru", true)]
    [InlineData("{}", false)]
    [InlineData("[1]", false)]
    [InlineData("", false)]
    [InlineData("<html>", false)]
    public void Truncated_JSON_is_recognized(string text, bool isUnfinished)
    {
        Assert.Equal(isUnfinished, ResponseBody.IsUnfinishedJson(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(isUnfinished, ResponseBody.IsUnfinishedJson([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]));
    }

    [Fact]
    public void The_byte_order_mark_of_UTF_8_is_not_part_of_the_text()
    {
        Assert.Equal("a"u8.ToArray(), ResponseBody.Text([0xEF, 0xBB, 0xBF, 0x61]).ToArray());
        Assert.Empty(ResponseBody.Text([0xEF, 0xBB, 0xBF]).ToArray());
        foreach (byte[] other in new byte[][] { [0xEF, 0xBB], [0xEE, 0xBB, 0xBF], [0xEF, 0xBA, 0xBF], [0xEF, 0xBB, 0xBE] })
        {
            Assert.Equal(other, ResponseBody.Text(other).ToArray());
        }

        Assert.Equal("a b", ResponseBody.FirstBytes([.. " a\nb "u8]));
        Assert.InRange(ResponseBody.FirstBytes(Encoding.ASCII.GetBytes(new string('x', 5000))).Length, 200, 203);
    }
}
