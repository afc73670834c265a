using System.Management.Automation;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>A wait that the service demands is reported while it lasts.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class PauseTests
{
    [Theory]
    [InlineData("Get-LvbLiveStat -Connection $c")]
    [InlineData("'a' | Get-LvbChannelStatus -Connection $c")]
    [InlineData("Get-LvbScreenshot -Connection $c")]
    public async Task A_long_pause_that_the_service_demands_is_reported_immediately(string script)
    {
        await using var server = new WireServer(e => e.Answer("", 429, "Retry-After: 240\r\n"));
        using var shell = new TestShell();
        using var pipeline = shell.Script(script, ("c", TestShell.Connect(server.Uri)));
        using var told = new SemaphoreSlim(0);
        pipeline.Streams.Warning.DataAdded += (_, _) => told.Release();

        pipeline.BeginInvoke();

        Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(30)), "no message was written");
        Assert.Equal(PSInvocationState.Running, pipeline.InvocationStateInfo.State);
        pipeline.Stop();
        var warning = Assert.Single(pipeline.Streams.Warning).Message;
        Assert.Contains("asks clients to wait 240 s", warning, StringComparison.Ordinal);
        Assert.Matches(@"is sent again at \d\d:\d\d:\d\d\.$", warning);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_short_pause_is_not_reported()
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Answer("", 429, "Retry-After: 1\r\n") : e.Answer(WireServer.Live));
        using var shell = new TestShell();
        using var pipeline = shell.Script("Get-LvbChannelStatus a -Connection $c", ("c", TestShell.Connect(server.Uri)));

        Assert.Single(await pipeline.InvokeAsync());

        Assert.Empty(pipeline.Streams.Warning);
        Assert.Equal(2, server.Requests.Count);
    }
}
