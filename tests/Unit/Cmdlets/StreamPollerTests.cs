namespace TencentLvb.Unit.Cmdlets;

[Collection(nameof(ClocksAndSockets))]
public sealed class StreamPollerTests
{
    // Each turn of the pipeline thread updates the progress, so a thread that spins does it thousands of times.
    [Fact]
    public async Task Streams_that_wait_for_a_slot_use_no_processor_time()
    {
        await using var server = new WireServer(async e =>
        {
            await Task.Delay(150);
            await e.Answer(WireServer.Live);
        });
        using var shell = new TestShell("Visual Studio Code Host");

        var reached = await Task.Run(() => shell.Run("1..10 | Wait-LvbChannel -Status Live -ThrottleLimit 2 -Connection $c",
            ("c", TestShell.Connect(server.Uri))));

        Assert.Equal(10, reached.Count);
        Assert.InRange(shell.Host.Progress.Count, 1, 100);
    }
}
