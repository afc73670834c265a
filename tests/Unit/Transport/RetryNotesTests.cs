using System.Globalization;

namespace TencentLvb.Unit.Transport;

/// <summary>What is logged and announced about the attempts of a call, and what is remembered about a change.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class RetryNotesTests
{
    private readonly ScriptedTime time = new();

    [Fact]
    public async Task Each_failed_attempt_is_logged_with_its_number_its_error_and_the_pause()
    {
        await using var server = new WireServer(e => e.Index < 2 ? e.Answer("", 503, "Retry-After: 3\r\n") : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, time);
        var log = new CallLog(true);
        await client.SendAsync(Make.Query(), log, CancellationToken.None);

        var failed = log.VerboseLines.Where(line => line.Contains("attempt", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, failed.Length);
        Assert.Matches(@"^Live_Channel_GetStatus for 8888_a: attempt 1 .*LvbHttp\.503.* 3 s", failed[0]);
        Assert.Contains("attempt 2 ", failed[1], StringComparison.Ordinal);
        Assert.Equal((3, 4), (log.Number, log.Most));
        Assert.NotNull(log.Latency);
    }

    [Fact]
    public async Task Without_verbose_output_nothing_is_logged()
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Answer("", 503) : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, time);
        var log = new CallLog(false);
        await client.SendAsync(Make.Query(), log, CancellationToken.None);

        Assert.Empty(log.VerboseLines);
        Assert.Null(log.TakeAnnouncement());
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(90, true)]
    public async Task A_wait_of_five_seconds_or_more_that_the_service_asks_for_is_announced_with_its_end(int seconds, bool isAnnounced)
    {
        await using var server = new WireServer(e => e.Index == 0
            ? e.Answer("", 429, string.Create(CultureInfo.InvariantCulture, $"Retry-After: {seconds}\r\n"))
            : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, time);
        var log = new CallLog(false);
        var end = (time.Now() + TimeSpan.FromSeconds(seconds)).ToLocalTime();
        await client.SendAsync(Make.Query(), log, CancellationToken.None);

        var text = log.TakeAnnouncement();
        Assert.Equal(isAnnounced, text is not null);
        if (isAnnounced)
        {
            Sentences.Check(text!);
            Assert.StartsWith("Live_Channel_GetStatus for 8888_a: ", text, StringComparison.Ordinal);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" {seconds} s"), text, StringComparison.Ordinal);
            Assert.Contains(end.ToString("HH:mm:ss", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pause_of_the_module_itself_is_not_announced()
    {
        await using var server = new WireServer(e => e.Answer("", 503));
        using var client = Make.Client(server.Uri, time, s => s with { MaximumRetryCount = 20 });
        var log = new CallLog(false);
        await Assert.ThrowsAsync<LvbException>(() => client.SendAsync(Make.Query(), log, CancellationToken.None));

        Assert.Contains(time.Pauses, pause => pause >= TimeSpan.FromSeconds(5));
        Assert.Null(log.TakeAnnouncement());
    }

    [Fact]
    public async Task A_change_that_may_have_been_made_is_remembered_for_the_next_run_of_the_call()
    {
        await using var server = new WireServer(e => e.Answer("", 500));
        using var client = Make.Client(server.Uri, time, s => s with { MaximumRetryCount = 0 });
        var log = new CallLog(false);
        await Assert.ThrowsAsync<LvbException>(() => client.SendAsync(Make.SameState(), log, CancellationToken.None));

        Assert.True(new CallLog(false).After(log).IsRepeated(new Lvb2Message<int>(Make.Account(server.Uri), Make.SameState())));
    }

    [Fact]
    public async Task The_longest_wait_that_the_service_may_ask_for_applies_to_the_whole_connection()
    {
        await using var server = new WireServer(e => e.Index == 0
            ? e.Answer("", 429, "Retry-After: 300\r\n")
            : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, time, s => s with { MaximumRetryCount = 0 });
        await client.Fails(Make.Query());
        var begun = time.Now();
        await client.Send(Make.Query());

        Assert.Equal(TimeSpan.FromSeconds(300), time.Now() - begun);
    }

    [Fact]
    public async Task A_call_during_whose_pause_the_breaker_opens_reports_its_own_failure()
    {
        await using var server = new WireServer(e => e.Reset());
        HttpTransport? transport = null;
        var isFirst = true;
        using var created = transport = new HttpTransport(Make.Settings, time.Now, async (pause, cancellation) =>
        {
            await time.Delay(pause, cancellation);
            if (isFirst)
            {
                isFirst = false;
                for (var call = 0; call < 2; call++)
                {
                    await Assert.ThrowsAsync<LvbException>(() => Send(transport!, server.Uri));
                }
            }
        });

        var error = await Assert.ThrowsAsync<LvbException>(() => Send(transport, server.Uri));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.DoesNotContain("not sent", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 attempts", error.Message, StringComparison.Ordinal);
        Assert.Equal(CircuitBreaker.FailuresToOpen, server.Requests.Count);
    }

    [Fact]
    public async Task A_stopped_query_is_not_reported_as_unconfirmed()
    {
        await using var server = new WireServer(e => e.Silence());
        using var client = Make.Client(server.Uri, time, s => s with { Timeout = TimeSpan.FromSeconds(60) });
        using var stop = new CancellationTokenSource();
        var call = client.Send(Make.Query(), stop.Token);
        while (server.WaitingNow == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(client.Abandoned.TakeAll());
    }

    [Fact]
    public async Task Chunked_JSON_that_ends_too_early_is_not_a_lost_connection()
    {
        await using var server = new WireServer(e => e.Raw(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"ret\":0\r\n0\r\n\r\n"));
        using var client = Make.Client(server.Uri, time);

        Assert.Equal("LvbBadReply", (await client.Fails(Make.Query())).ErrorId);
        Assert.Single(server.Requests);
    }

    private static Task<int> Send(HttpTransport transport, Uri address) => transport.SendAsync(
        new Lvb2Message<int>(Make.Account(address), Make.Query()), new CallLog(false), CancellationToken.None);
}
