using System.Management.Automation;

namespace TencentLvb.Unit.Operations;

/// <summary>The cmdlets on a service that they do not know.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SecondServiceTests : IDisposable
{
    private readonly Cmdlets.TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_list_with_a_scroll_token_is_read_to_its_end()
    {
        await using var server = new WireServer(e => e.Answer(e.Index switch
        {
            0 => """{"ok":{"names":["a","b"],"next":"b"}}""",
            1 => """{"ok":{"names":["c"],"next":"c"}}""",
            _ => """{"ok":{"names":["d"]}}""",
        }));

        Assert.Equal(["a", "b", "c", "d"], Run(server, "Get-LvbLiveChannel -Connection $c")
            .Select(o => ((LiveChannel)o.BaseObject).StreamId));

        Assert.Equal(["{\"after\":null}", "{\"after\":\"b\"}", "{\"after\":\"c\"}"], server.Requests.Select(r => r.Body));
        Assert.All(server.Requests, r => Assert.Equal("application/json; charset=utf-8", r.Header("Content-Type")));
    }

    [Fact]
    public async Task A_row_that_moves_to_a_later_page_is_emitted_once()
    {
        await using var server = new WireServer(e => e.Answer(e.Index switch
        {
            0 => """{"ok":{"names":["a","b"],"next":"b"}}""",
            1 => """{"ok":{"names":["b","c"],"next":"c"}}""",
            _ => """{"ok":{"names":["a","d"]}}""",
        }));

        Assert.Equal(["a", "b", "c", "d"], Run(server, "Get-LvbLiveChannel -Connection $c")
            .Select(o => ((LiveChannel)o.BaseObject).StreamId));
    }

    [Fact]
    public async Task A_command_needs_one_lookup_and_results_keep_their_order()
    {
        await using var server = new WireServer(e => e.Answer(e.Request.Header("X-Fake-Verb") == "WhichHouse"
            ? """{"ok":"blue"}"""
            : e.Request.Body.Contains("s2", StringComparison.Ordinal) ? """{"ok":{"live":true}}""" : """{"ok":{"live":false}}"""));

        var states = Run(server, "1..20 | ForEach-Object { \"s$_\" } | Get-LvbChannelStatus -Connection $c")
            .Select(o => (ChannelStatus)o.BaseObject).ToList();

        Assert.Equal(Enumerable.Range(1, 20).Select(n => "s" + n), states.Select(s => s.StreamId));
        Assert.Equal(["s2", "s20"], states.Where(s => s.Status == LvbChannelState.Live).Select(s => s.StreamId));
        Assert.Single(server.Requests, r => r.Header("X-Fake-Verb") == "WhichHouse");
    }

    [Fact]
    public async Task Each_attempt_has_a_new_signature()
    {
        await using var server = new WireServer(e => e.Answer(e.Index == 0 ? """{"no":"Busy"}""" : """{"ok":{"names":[]}}"""));

        Assert.Empty(Run(server, "Get-LvbLiveChannel -Connection $c"));

        Assert.Equal(["Fake 1", "Fake 2"], server.Requests.Select(r => r.Header("Authorization")!.Split('.')[0]));
    }

    [Fact]
    public async Task A_change_that_may_have_arrived_is_not_sent_again_but_its_lookup_is()
    {
        var looked = 0;
        await using var server = new WireServer(e => e.Request.Header("X-Fake-Verb") == "WhichHouse"
            ? looked++ == 0 ? e.Close() : e.Answer("""{"ok":"blue"}""")
            : e.Close());

        var error = Fail(server, "Set-LvbChannelStatus s1 -Status Disconnected -Connection $c");

        Assert.StartsWith("LvbAmbiguousOutcome", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("s1", error.TargetObject);
        Assert.Contains("'s1' may be changed", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["WhichHouse", "WhichHouse", "Make"], server.Requests.Select(r => r.Header("X-Fake-Verb")));
        Assert.Equal("""{"name":"s1","house":"blue","what":"Disconnected"}""", server.Requests[2].Body);
    }

    [Fact]
    public async Task WhatIf_sends_no_request()
    {
        await using var server = new WireServer(e => e.Close());

        Assert.Empty(Run(server, "Set-LvbChannelStatus s1, s2 -Status Disabled -WhatIf -Connection $c"));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_cmdlet_needs_only_a_neutral_reason()
    {
        await using var server = new WireServer(e => e.Answer(e.Request.Header("X-Fake-Verb") == "WhichHouse" ? """{"ok":"blue"}"""
            : e.Index < 2 ? """{"no":"NobodyKnows"}""" : """{"ok":{"live":true}}"""));

        var error = Fail(server, "Get-LvbChannelStatus s1 -Connection $c");
        var state = Assert.Single(Run(server, "Wait-LvbChannel s1 -Status Live -PollInterval 10ms -Timeout 20s -Connection $c"));

        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("NobodyKnows", ((LvbException)error.Exception).Code);
        Assert.Equal(LvbChannelState.Live, ((ChannelStatus)state.BaseObject).Status);
    }

    [Theory]
    [InlineData("Get-LvbTapeFile s1 -Connection $c")]
    [InlineData("Get-LvbChannel -Connection $c")]
    [InlineData("Suspend-LvbChannel s1 -Duration 1h -Connection $c")]
    [InlineData("Get-LvbLiveStat -Connection $c")]
    [InlineData("Get-LvbScreenshot -Connection $c")]
    [InlineData("'s1' | Wait-LvbTapeFile -Connection $c -Timeout 0s")]
    [InlineData("Invoke-LvbApi Anything -Connection $c")]
    public async Task An_operation_that_the_service_lacks_is_refused_before_any_request(string script)
    {
        await using var server = new WireServer(e => e.Close());

        var error = Fail(server, script);

        Assert.StartsWith("LvbNotSupported", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.NotImplemented, error.CategoryInfo.Category);
        Assert.Empty(server.Requests);
    }

    private IReadOnlyList<PSObject> Run(WireServer server, string script)
    {
        using var key = Make.Key();
        var settings = new LvbConnectionSettings { AppId = 1, MaximumRetryCount = 1 };
        return _shell.Run(script, ("c", new LvbConnection(settings, key, FakeBackend.At(server.Uri))));
    }

    private ErrorRecord Fail(WireServer server, string script) =>
        Assert.IsType<ErrorRecord>(Assert.Single(Run(server, $"try {{ {script} -ErrorAction Stop }} catch {{ $_ }}")).BaseObject);
}
