using System.Diagnostics;

namespace TencentLvb.Unit.Transport;

/// <summary>Many calls to a host that is down.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HostDownTests
{
    [Fact]
    public async Task Immediate_failures_do_not_queue_for_a_slot()
    {
        var time = new ScriptedTime();
        using var client = Make.Client(Make.Refusing(), time, s => s with { MaximumRetryCount = 0, MaximumRequestsPerSecond = 1 });
        await client.FailTimes(400);

        // Eight waited for a slot.
        Assert.True(time.Waited < TimeSpan.FromSeconds(15), $"{time.Waited}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Four_hundred_streams_at_a_host_that_refuses_end_soon_with_an_error_each(int inFlight) =>
        await FourHundred(Make.Refusing(), inFlight, TimeSpan.FromSeconds(15));

    [Fact]
    public async Task Four_hundred_streams_at_a_host_that_drops_packets_end_within_30_s_with_an_error_each()
    {
        using var hole = new BlackHole();
        await FourHundred(hole.Uri, 8, TimeSpan.FromSeconds(30));
    }

    // Real clocks and pauses, and the default time-out of a connection.
    private static async Task FourHundred(Uri address, int inFlight, TimeSpan atMost)
    {
        using var client = new Lvb2Client(Make.Account(address),
            new HttpTransport(new LvbConnectionSettings { AppId = 1 }.ToTransportSettings()));
        var streams = new Queue<int>(Enumerable.Range(0, 400));
        var errors = new List<LvbException>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            while (true)
            {
                lock (streams)
                {
                    if (!streams.TryDequeue(out var _))
                    {
                        return;
                    }
                }

                var error = await client.Fails(Make.Query());
                lock (errors)
                {
                    errors.Add(error);
                }
            }
        }));

        Assert.Equal(400, errors.Count);
        Assert.All(errors, e => Assert.True(e.ErrorId is "LvbNetwork" or "LvbTimeout", e.ErrorId));
        Assert.True(clock.Elapsed < atMost, $"took {clock.Elapsed}");
    }
}
