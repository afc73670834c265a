namespace TencentLvb.Unit.Transport;

[Collection(nameof(ClocksAndSockets))]
public sealed class RateTests
{
    [Theory]
    [InlineData(5, 1)]
    [InlineData(40, 16)]
    [InlineData(150, 64)]
    public async Task The_server_never_counts_more_than_one_above_the_rate_in_any_second_and_the_rate_is_used(int rate, int inFlight)
    {
        // On a busy machine, requests bunch up on their way and fewer are sent, so one quiet run is enough.
        var (busiest, count) = (0, 0);
        for (var run = 0; run < 5; run++)
        {
            (busiest, count) = await CountAsync(rate, inFlight);
            if (busiest <= rate + 1 && count >= rate * 3.5 * 0.9)
            {
                return;
            }
        }

        Assert.Fail($"{busiest} in a second, {count} in 3.5 s");
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(10, 3)]
    [InlineData(100, 12)]
    [InlineData(1000, 2)]
    public async Task At_least_95_percent_of_the_rate_is_used_even_if_timers_are_late(int rate, int millisecondsLate)
    {
        var time = new ScriptedTime();
        var pacer = new RateLimiter(rate, time.Now, (pause, cancellation) => time.Delay(pause + TimeSpan.FromMilliseconds(millisecondsLate),
            cancellation));
        var left = new List<DateTimeOffset>();
        var begun = time.Now();
        while (time.Now() - begun < TimeSpan.FromSeconds(20))
        {
            await pacer.WaitAsync(CancellationToken.None);
            left.Add(time.Now());
        }

        Assert.True(left.Count >= 20 * rate * 0.95, $"{left.Count / 20.0} a second");
        Assert.True(Busiest(left) <= rate, $"{Busiest(left)} in a second");
    }

    [Fact]
    public async Task A_stall_is_not_followed_by_a_burst()
    {
        var time = new ScriptedTime();
        var random = new Random(4711);
        var pacer = new RateLimiter(50, time.Now, (pause, cancellation) =>
            time.Delay(pause + (random.Next(20) == 0 ? TimeSpan.FromMilliseconds(random.Next(700)) : TimeSpan.Zero), cancellation));
        var left = new List<DateTimeOffset>();
        for (var i = 0; i < 2000; i++)
        {
            await pacer.WaitAsync(CancellationToken.None);
            left.Add(time.Now());
        }

        Assert.True(Busiest(left) <= 50, $"{Busiest(left)} in a second");
    }

    // Network delays can bring requests closer together.
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    public async Task On_average_requests_are_further_apart_than_the_rate_demands(int rate)
    {
        var time = new ScriptedTime();
        var pacer = NewPacer(rate, time);
        var begun = time.Now();
        for (var i = 0; i <= 100 * rate; i++)
        {
            await pacer.WaitAsync(CancellationToken.None);
        }

        Assert.InRange((time.Now() - begun).TotalSeconds, 102.3, 103);
    }

    [Fact]
    public async Task A_longer_pause_replaces_a_shorter_one()
    {
        var time = new ScriptedTime();
        var pacer = NewPacer(null, time);
        var begun = time.Now();
        pacer.SlowDown(TimeSpan.FromSeconds(10));
        pacer.SlowDown(TimeSpan.FromSeconds(30));
        await pacer.WaitAsync(CancellationToken.None);
        Assert.Equal(TimeSpan.FromSeconds(30), time.Now() - begun);
    }

    [Fact]
    public void Without_a_rate_nothing_waits() => Assert.True(
        Enumerable.Range(0, 1000).All(_ => NewPacer(null, new ScriptedTime()).WaitAsync(CancellationToken.None).IsCompletedSuccessfully));

    [Theory]
    [InlineData("429")]
    [InlineData("1202")]
    public async Task Throttling_slows_the_whole_connection_for_a_while(string complaint)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Index != 100
            ? e.Answer(WireServer.Live)
            : complaint == "429" ? e.Answer("", 429, "Retry-After: 2\r\n") : e.Answer("""{"message":"","ret":1202}"""));
        using var client = Make.Client(server.Uri, time, s => s with { MaximumRetryCount = 0 });
        for (var call = 0; call < 100; call++)
        {
            // As if each took 10 ms: 100 per second.
            time.Advance(TimeSpan.FromMilliseconds(10));
            await client.Send(Make.Query());
        }

        Assert.Empty(time.Pauses);
        await client.Fails(Make.Query());
        var complained = time.Now();
        await client.Send(Make.Query());
        if (complaint == "429")
        {
            // Another call of the connection waits as long as the first was asked to.
            Assert.Equal(2, (time.Now() - complained).TotalSeconds, 1);
        }

        var begun = time.Now();
        for (var call = 0; call < 50; call++)
        {
            await client.Send(Make.Query());
        }

        Assert.InRange((time.Now() - begun).TotalSeconds, 0.4, 1.2);
        for (var call = 0; call < 1000; call++)
        {
            await client.Send(Make.Query());
        }

        var pauses = time.Pauses.Count;
        await client.Send(Make.Query());
        Assert.Equal(pauses, time.Pauses.Count);
    }

    [Fact]
    public async Task Frequent_throttling_slows_to_one_request_per_second_and_rare_throttling_hardly()
    {
        Assert.InRange(await Speed(1.0), 0.9, 3);
        Assert.True(await Speed(0.02) > 40, "one refusal in fifty must not slow it this much");
    }

    [Fact]
    public async Task A_call_that_waits_for_its_slot_can_be_stopped()
    {
        var pacer = new RateLimiter(1, MonotonicClock.Now, Task.Delay);
        using var stop = new CancellationTokenSource();
        await pacer.WaitAsync(CancellationToken.None);
        var waiting = Enumerable.Range(0, 5).Select(_ => pacer.WaitAsync(stop.Token)).ToList();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting)).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.All(waiting, w => Assert.True(w.IsCanceled));
    }

    private static RateLimiter NewPacer(int? rate, ScriptedTime time) => new(rate, time.Now, time.Delay);

    // Requests that take 5 ms, a share of which is refused: the final number of requests per second.
    private static async Task<double> Speed(double refused)
    {
        var time = new ScriptedTime();
        var pacer = NewPacer(null, time);
        var debt = 0.0;
        var sent = 0;
        var begun = time.Now();
        while (time.Now() - begun < TimeSpan.FromSeconds(120))
        {
            await pacer.WaitAsync(CancellationToken.None);
            sent++;
            time.Advance(TimeSpan.FromMilliseconds(5));
            debt += refused;
            if (debt >= 1)
            {
                debt -= 1;
                pacer.SlowDown(TimeSpan.FromMilliseconds(100));
            }
        }

        return sent / 120.0;
    }

    private static int Busiest(List<DateTimeOffset> left)
    {
        var most = 0;
        var first = 0;
        for (var last = 0; last < left.Count; last++)
        {
            while (left[last] - left[first] >= TimeSpan.FromSeconds(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private static async Task<(int Busiest, int Count)> CountAsync(int rate, int inFlight)
    {
        await using var server = WireServer.Answering(WireServer.Live);
        using var client = new Lvb2Client(Make.Account(server.Uri),
            new HttpTransport(Make.Settings with { MaximumRequestsPerSecond = rate }));
        await client.Send(Make.Query());
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(3.5));
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            try
            {
                while (!end.IsCancellationRequested)
                {
                    await client.Send(Make.Query(), end.Token);
                }
            }
            catch (OperationCanceledException)
            {
            }
        }));

        var seen = server.Requests.Select(r => r.At).Order().ToList();
        return (seen.Max(from => seen.Count(at => at >= from && at < from.AddSeconds(1))), seen.Count);
    }
}
