using System.Management.Automation;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>A stop between the response of an at-most-once call and its output, which the stop prevents.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class StopBeforeOutputTests
{
    [Theory]
    [InlineData(WireServer.TaskStarted)]
    [InlineData("<html>")]
    public async Task The_call_is_reported_through_the_host(string response)
    {
        // PowerShell enters the state Stopping shortly before it stops the cmdlet, which can emit its result in between.
        for (var attempt = 0; attempt < 20; attempt++)
        {
            if (await StopsBeforeOutput(response))
            {
                return;
            }
        }

        Assert.Fail("The result was emitted before each stop.");
    }

    [Fact]
    public async Task A_call_whose_output_was_emitted_is_not_reported()
    {
        await using var server = WireServer.Answering(WireServer.TaskStarted);
        using var shell = new TestShell();
        using var pipeline = shell.Script(
            "do { Start-LvbTape 8888_a -Duration 1h -Connection $c -Confirm:$false | ForEach-Object { $_; break } } until ($true)",
            ("c", TestShell.Connect(server.Uri)));

        var output = pipeline.Invoke();
        Assert.Empty(pipeline.Streams.Error);
        Assert.Single(output);

        Assert.Empty(shell.Host.Warnings);
    }

    /// <summary>Stops the call after its response, and checks its report; returns false if its result was emitted nevertheless.</summary>
    private static async Task<bool> StopsBeforeOutput(string response)
    {
        await using var server = WireServer.Answering(response);
        using var shell = new TestShell();
        using var pipeline = shell.Script(
            "Start-LvbTape 8888_a -Duration 1h -Connection $c -Confirm:$false -Verbose", ("c", TestShell.Connect(server.Uri)));
        var isStopping = false;
        pipeline.Streams.Verbose.DataAdded += (_, added) =>
        {
            // Runs on the pipeline thread, after the response was received and before anything is emitted.
            if (pipeline.Streams.Verbose[added.Index].Message.Contains("-> HTTP 200", StringComparison.Ordinal))
            {
                pipeline.BeginStop(null, null);
                isStopping = SpinWait.SpinUntil(() => pipeline.InvocationStateInfo.State == PSInvocationState.Stopping, 20_000);
            }
        };

        using var output = new PSDataCollection<PSObject>();
        var running = pipeline.BeginInvoke<PSObject, PSObject>(null, output);
        Assert.True(running.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(20)));
        Assert.Single(server.Requests);
        Assert.True(isStopping, string.Join(' ', pipeline.Streams.Verbose));
        if (output.Count + pipeline.Streams.Error.Count > 0)
        {
            return false;
        }

        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
        Assert.Contains("Live_Tape_Start for 8888_a was stopped at", Assert.Single(shell.Host.Warnings), StringComparison.Ordinal);
        return true;
    }
}
