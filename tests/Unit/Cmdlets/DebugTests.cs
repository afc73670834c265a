namespace TencentLvb.Unit.Cmdlets;

/// <summary>-Debug shows the beginning of each response without secrets.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class DebugTests
{
    [Theory]
    [InlineData(" -Debug")]
    [InlineData("")]
    public async Task AResponseIsShownWithoutEchoedSecrets(string debug)
    {
        await using var server = new WireServer(e => e.Answer(
            "{\"ret\":0,\"asked\":\"" + e.Request.Target + "\",\"output\":[{\"status\":1}]}", headers: "Server: \u001b[2Jbox\r\n"));
        using var shell = new TestShell();
        using var script = shell.Script("Get-LvbChannelStatus 8888_a -Connection $c" + debug, ("c", TestShell.Connect(server.Uri)));

        Assert.Equal(LvbChannelState.Live, ((ChannelStatus)Assert.Single(script.Invoke()).BaseObject).Status);

        var lines = script.Streams.Debug.Select(d => d.Message).ToArray();
        if (debug.Length == 0)
        {
            Assert.Empty(lines);
            return;
        }

        var line = Assert.Single(lines);
        Assert.StartsWith("Response: HTTP 200 (Said)", line, StringComparison.Ordinal);
        Assert.Contains("{\"ret\":0", line, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests[0]["sign"]!, line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, char.IsControl);
    }
}
