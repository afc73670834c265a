namespace TencentLvb.Unit.Transport;

/// <summary>A call that is stopped, or finds that the network fails, before its turn is not sent.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class NotSentTests
{
    [Fact]
    public async Task A_call_that_waits_for_its_turn_while_the_breaker_opens_is_not_sent()
    {
        var fail = new TaskCompletionSource();
        await using var server = new WireServer(async e =>
        {
            await fail.Task;
            await e.Reset();
        });
        var time = new ScriptedTime();
        var underWay = new List<Task<LvbException>>();
        var areOthersToFail = false;
        var settings = Make.Settings with { MaximumRetryCount = 0, MaximumRequestsPerSecond = 1, Timeout = TimeSpan.FromSeconds(60) };
        using var client = new Lvb2Client(Make.Account(server.Uri), new HttpTransport(settings, time.Now, async (pause, stop) =>
        {
            if (areOthersToFail)
            {
                fail.TrySetResult();
                await Task.WhenAll(underWay);
            }

            await time.Delay(pause, stop);
        }));
        for (var call = 0; call < CircuitBreaker.FailuresToOpen; call++)
        {
            underWay.Add(client.Fails(Make.Query()));
        }

        areOthersToFail = true;
        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains("not sent", error.Message, StringComparison.Ordinal);
        Assert.Equal(CircuitBreaker.FailuresToOpen, server.Requests.Count);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_stopped_call_is_neither_prepared_nor_signed(bool isStoppedBefore, int prepared)
    {
        using var stop = new CancellationTokenSource();
        var message = new Observed(stop);
        if (isStoppedBefore)
        {
            await stop.CancelAsync();
        }

        using var transport = new HttpTransport(Make.Settings);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(message, new CallLog(false), stop.Token));
        Assert.Equal((prepared, 0), (message.Prepared, message.Signed));
    }

    /// <summary>A call that is stopped while it is prepared.</summary>
    private sealed class Observed(CancellationTokenSource stop) : TransportMessage<int>
    {
        public int Prepared { get; private set; }

        public int Signed { get; private set; }

        public override string Interface => "Observed";

        public override string DisplayName => "Observed";

        public override RetryClass Retry => RetryClass.Repeatable;

        public override string LogAddress => "http://127.0.0.1:1/";

        public override Task PrepareAsync(CallLog log, CancellationToken cancellation)
        {
            Prepared++;
            return stop.CancelAsync();
        }

        public override SignedRequest Sign(DateTimeOffset now)
        {
            Signed++;
            return new SignedRequest(new Uri(LogAddress));
        }

        public override AttemptResult<int> Read(in TransportAnswer answer) => new(1, null);
    }
}
