using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>A change that is repeated after a key rotation still considers its earlier attempts.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class RotatedKeyTests
{
    private const string Refused = """{"message":"sign invalid","ret":4003,"code":4003}""";

    [Theory]
    [InlineData(502, "")]
    [InlineData(200, """{"code":1201,"message":"busy"}""")]
    public async Task Stopping_a_mix_succeeds_if_an_attempt_before_the_rotation_may_have_stopped_it(int status, string unclear)
    {
        var (errors, requests) = await RunAsync(
            "Stop-LvbStreamMix -Connection $c -SessionId room1 -OutputStreamId out -Confirm:$false",
            e => e.Answer(unclear, status),
            e => e.Answer("""{"code":-30300,"message":"session does not exist"}"""));

        Assert.Empty(errors);
        Assert.Equal(3, requests);
    }

    [Fact]
    public async Task Stopping_a_mix_fails_if_no_attempt_before_the_rotation_can_have_stopped_it()
    {
        var (errors, requests) = await RunAsync(
            "Stop-LvbStreamMix -Connection $c -SessionId room1 -OutputStreamId out -Confirm:$false",
            e => e.Answer("", 429, "Retry-After: 0\r\n"),
            e => e.Answer("""{"code":-30300,"message":"session does not exist"}"""));

        Assert.Equal("LvbApi.-30300", Assert.Single(errors).ErrorId);
        Assert.Equal(3, requests);
    }

    [Fact]
    public async Task An_error_after_the_rotation_mentions_that_an_earlier_attempt_may_have_been_carried_out()
    {
        var (errors, requests) = await RunAsync(
            "Suspend-LvbChannel 8888_a -Duration 1h -Connection $c -Confirm:$false",
            e => e.Close(),
            e => e.Answer("", 403));

        var error = Assert.Single(errors);
        Assert.Equal("LvbHttp.403", error.ErrorId);
        Assert.Contains("An earlier attempt might have succeeded. The stream ", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("It is safe to run the command again.", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(3, requests);
    }

    [Fact]
    public async Task An_at_most_once_call_without_a_response_is_not_repeated()
    {
        var (errors, requests) = await RunAsync(
            "Start-LvbTape 8888_a -Duration 1h -Connection $c -Confirm:$false", e => e.Close(), e => e.Answer(WireServer.TaskStarted));

        Assert.Equal("LvbAmbiguousOutcome", Assert.Single(errors).ErrorId);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_key_that_was_read_earlier_does_not_replace_one_that_was_read_later()
    {
        await using var server = WireServer.Answering(WireServer.Live);
        var connection = TestShell.Connect(server.Uri);
        connection.SetKey(Make.Key("new"), readAt: 2);
        connection.SetKey(Make.Key("old"), readAt: 1);

        Assert.Equal(1, connection.KeyVersion);
        Assert.True(SecretKey.Same(Make.Key("new"), connection.CurrentKey()));
    }

    /// <summary>
    /// Runs a command. The test answers its first and third request; the second one is refused because the key was rotated.
    /// </summary>
    private static async Task<(IReadOnlyList<LvbException> Errors, int Requests)> RunAsync(
        string script, Func<WireExchange, Task> first, Func<WireExchange, Task> third)
    {
        LvbConnection? connection = null;
        await using var server = new WireServer(e =>
        {
            if (e.Index != 1)
            {
                return e.Index == 0 ? first(e) : third(e);
            }

            connection!.SetKey(Make.Key("rotated"), Stopwatch.GetTimestamp());
            return e.Answer(Refused, headers: string.Create(CultureInfo.InvariantCulture, $"Date: {DateTimeOffset.UtcNow:R}\r\n"));
        });
        connection = TestShell.Connect(server.Uri, settings => settings with { SecretName = "Lvb" });
        using var shell = new TestShell();
        using var pipeline = shell.Script(script, ("c", connection));
        var errors = new List<ErrorRecord>();
        try
        {
            pipeline.Invoke();
        }
        catch (RuntimeException e)
        {
            errors.Add(e.ErrorRecord);
        }

        errors.AddRange(pipeline.Streams.Error);
        return ([.. errors.Select(error => Assert.IsType<LvbException>(error.Exception))], server.Requests.Count);
    }
}
