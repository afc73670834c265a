using System.Globalization;
using System.Text;

namespace TencentLvb.Unit.Transport;

[Collection(nameof(ClocksAndSockets))]
public sealed class ClockSkewTests
{
    private const string Expired = """{"message":"time expired","ret":17}""";

    [Theory]
    [InlineData(7)]
    [InlineData(600)]
    [InlineData(86340)]
    public async Task A_call_corrects_itself_once_and_the_connection_keeps_the_correction(int secondsBehind)
    {
        var time = new ScriptedTime();
        await using var server = Strict(time, TimeSpan.FromSeconds(60 + secondsBehind));
        using var client = Make.Client(server.Uri, time);
        var first = new CallLog(false);
        var second = new CallLog(false);

        Assert.Equal(1, await client.SendAsync(Make.Query(), first, CancellationToken.None));
        Assert.Equal(1, await client.SendAsync(Make.Query(), second, CancellationToken.None));

        Assert.Equal(3, server.Requests.Count);
        var warning = Assert.Single(first.Warnings);
        Assert.Contains("behind", warning, StringComparison.Ordinal);
        Assert.Contains((60 + secondsBehind).ToString(CultureInfo.InvariantCulture) + " s", warning, StringComparison.Ordinal);
        Assert.Empty(second.Warnings);
        Assert.Equal(TimeSpan.FromSeconds(60 + secondsBehind), client.Skew.Current);
    }

    [Fact]
    public async Task Concurrent_calls_correct_themselves_and_one_warns()
    {
        var time = new ScriptedTime();
        await using var server = Strict(time, TimeSpan.FromMinutes(30));
        using var client = Make.Client(server.Uri, time);
        var notes = Enumerable.Range(0, 32).Select(_ => new CallLog(false)).ToList();

        var answers = await Task.WhenAll(notes.Select(n => client.SendAsync(Make.Query(), n, CancellationToken.None)));

        Assert.All(answers, a => Assert.Equal(1, a));
        Assert.Single(notes.SelectMany(n => n.Warnings));
    }

    [Fact]
    public async Task The_correction_is_not_a_retry_and_works_without_retries()
    {
        var time = new ScriptedTime();
        await using var server = Strict(time, TimeSpan.FromMinutes(30));
        using var client = Make.Client(server.Uri, time, s => s with { MaximumRetryCount = 0 });

        Assert.Equal(1, await client.Send(Make.Query()));
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task The_time_in_a_body_is_corrected_too()
    {
        var time = new ScriptedTime();
        await using var server = Strict(time, TimeSpan.FromMinutes(30));
        using var client = Make.Client(server.Uri, time);

        Assert.Equal(1, await client.Send(new Lvb2Request<int>(new WireParameters(Lvb2Interface.MixStream), _ => 1)
        {
            Body = unixTime => Encoding.UTF8.GetBytes(unixTime.ToString(CultureInfo.InvariantCulture)),
        }));

        Assert.Equal(
            [time.Now(), time.Now().AddMinutes(30)],
            server.Requests.Select(r => DateTimeOffset.FromUnixTimeSeconds(long.Parse(r.Body, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task A_repeated_refusal_reports_the_skew()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Answer(Expired, headers: $"Date: {time.Now().AddMinutes(5):R}\r\n"));
        using var client = Make.Client(server.Uri, time);

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbSignatureExpired", error.ErrorId);
        Assert.Contains("300 s behind", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_with_a_jumping_clock_causes_no_endless_loop()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Answer(Expired, headers: $"Date: {time.Now().AddMinutes(5 * (e.Index + 1)):R}\r\n"));
        using var client = Make.Client(server.Uri, time);

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbSignatureExpired", error.ErrorId);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_next_attempt_uses_the_skew_that_the_call_measured_even_if_others_set_another()
    {
        var time = new ScriptedTime();
        await using var server = Strict(time, TimeSpan.FromMinutes(30));
        using var transport = new HttpTransport(Make.Settings, time.Now, time.Delay);
        var message = new PreparedMessage<int>(new Lvb2Message<int>(Make.Account(server.Uri), Make.Query()), attempt =>
        {
            if (attempt == 2)
            {
                transport.Skew.Correct(TimeSpan.FromHours(-1), transport.Skew.Current, new CallLog(false));
            }
        });

        Assert.Equal(1, await transport.SendAsync(message, new CallLog(false), CancellationToken.None));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_clock_that_moves_between_two_attempts_is_corrected_again()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e =>
        {
            var now = time.Now().AddMinutes(e.Index < 2 ? 10 : 20);
            return e.Index == 1 ? e.Answer("", 503)
                : long.Parse(e.Request["t"]!, CultureInfo.InvariantCulture) < now.ToUnixTimeSeconds()
                    ? e.Answer(Expired, headers: $"Date: {now:R}\r\n")
                    : e.Answer(WireServer.Live);
        });
        using var client = Make.Client(server.Uri, time);

        Assert.Equal(1, await client.Send(Make.Query()));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Without_a_Date_header_nothing_is_corrected()
    {
        await using var server = WireServer.Answering(Expired);
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal("LvbSignatureExpired", (await client.Fails(Make.Query())).ErrorId);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(24 * 60 + 1)]
    [InlineData(-24 * 60 - 1)]
    [InlineData(365 * 24 * 60 * 70)]
    public async Task A_skew_of_more_than_a_day_is_reported_and_not_corrected(int minutesAhead)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Answer(Expired, headers: $"Date: {time.Now().AddMinutes(minutesAhead):R}\r\n"));
        using var client = Make.Client(server.Uri, time);
        var log = new CallLog(false);

        var error = await Assert.ThrowsAsync<LvbException>(() => client.SendAsync(Make.Query(), log, CancellationToken.None));

        Assert.Equal("LvbSignatureExpired", error.ErrorId);
        Assert.Contains($"{Math.Abs(minutesAhead * 60L)} s {(minutesAhead > 0 ? "behind" : "ahead of")} the service's", error.Message,
            StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(log.Warnings);
        Assert.Equal(TimeSpan.Zero, client.Skew.Current);
    }

    [Fact]
    public async Task A_date_at_the_end_of_the_calendar_does_not_break_later_calls()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Index == 0
            ? e.Answer(Expired, headers: "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\n")
            : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, time);

        Assert.Equal("LvbSignatureExpired", (await client.Fails(Make.Query())).ErrorId);
        Assert.Equal(1, await client.Send(Make.Query()));
    }

    /// <summary>Runs an action before each attempt of a message.</summary>
    private sealed class PreparedMessage<T>(TransportMessage<T> message, Action<int> before) : TransportMessage<T>
    {
        private int _attempts;

        public override string Interface => message.Interface;

        public override string DisplayName => message.DisplayName;

        public override RetryClass Retry => message.Retry;

        public override string LogAddress => message.LogAddress;

        public override Task PrepareAsync(CallLog log, CancellationToken cancellation)
        {
            before(++_attempts);
            return Task.CompletedTask;
        }

        public override SignedRequest Sign(DateTimeOffset now) => message.Sign(now);

        public override AttemptResult<T> Read(in TransportAnswer answer) => message.Read(answer);
    }

    /// <summary>A service whose clock is ahead of the client's, and that enforces its time.</summary>
    private static WireServer Strict(ScriptedTime time, TimeSpan ahead) => new(e =>
    {
        var now = time.Now() + ahead;
        return long.Parse(e.Request["t"]!, CultureInfo.InvariantCulture) < now.ToUnixTimeSeconds()
            ? e.Answer(Expired, headers: $"Date: {now:R}\r\n")
            : e.Answer(WireServer.Live, headers: $"Date: {now:R}\r\n");
    });
}
