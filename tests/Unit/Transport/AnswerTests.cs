namespace TencentLvb.Unit.Transport;

/// <summary>Unusual and broken responses, and what a request contains.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class AnswerTests
{
    [Theory]
    [InlineData("{\"ret\":0,\"message\":\"\",\"output\":[{\"status\":1}]}")]
    [InlineData("{\"ret\":0,\"message\":\"\",\"output\":{\"status\":1}}")]
    [InlineData("{\"retcode\":\"0\",\"errmsg\":\"\",\"output\":{\"status\":\"1\"}}")]
    [InlineData("\uFEFF{\"ret\":0.0,\"output\":[{\"status\":1.0}]}")]
    [InlineData("  \r\n{\"ret\":0,\"output\":{\"status\":1}}\r\n")]
    public async Task A_value_has_many_forms(string body) => Assert.Equal(1, await Ask(body));

    [Theory]
    [InlineData("Access denied by the proxy")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"ret\":null}")]
    [InlineData("{\"ret\":{}}")]
    [InlineData("{\"ret\":99999999999}")]
    [InlineData("{\"ret\":0,\"output\":[[1]]}")]
    [InlineData("{\"ret\":0,\"output\":\"text\"}")]
    public async Task An_invalid_response_is_reported_with_its_first_bytes(string body)
    {
        var error = await AskInVain(body);

        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.EndsWith(body, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1001, "no such thing")]
    [InlineData(4, "appid is invalid")]
    [InlineData(4, "cmd is invalid")]
    public async Task A_feature_that_is_not_activated_is_recognized_by_code_or_text(int ret, string message) =>
        Assert.Equal("LvbNotActivated", (await AskInVain($$"""{"ret":{{ret}},"message":"{{message}}"}""")).ErrorId);

    [Fact]
    public async Task At_most_200_bytes_are_shown_and_no_control_characters()
    {
        var error = await AskInVain("\u001b[31m" + new string('x', 5000));

        Assert.DoesNotContain('\u001b', error.Message);
        Assert.InRange(error.Message.Count(c => c == 'x'), 150, 200);
    }

    [Fact]
    public async Task Json_that_is_too_deep_is_refused_without_a_crash() =>
        Assert.Equal("LvbBadReply", (await AskInVain("{\"ret\":0,\"output\":" + new string('[', 100_000) + new string(']', 100_000) + "}"))
            .ErrorId);

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    public async Task Bytes_that_are_not_UTF_8_lose_the_text_and_not_the_response(byte[] bytes)
    {
        byte[] body = [.. "{\"ret\":3,\"message\":\""u8, .. bytes, .. "\",\"output\":null}"u8];
        await using var server = new WireServer(async e =>
        {
            await e.Raw($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n");
            await e.Raw(body);
        });
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal("LvbApi.3", (await client.Fails(Make.Query())).ErrorId);
    }

    [Fact]
    public async Task Bytes_that_are_neither_UTF_8_nor_a_response_are_shown_as_well_as_possible()
    {
        await using var server = new WireServer(async e =>
        {
            await e.Raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
            await e.Raw([0xFF, 0x00, 0xC3, 0x28]);
        });
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal("LvbBadReply", (await client.Fails(Make.Query())).ErrorId);
    }

    [Fact]
    public async Task The_request_has_no_cookies_and_follows_no_redirect()
    {
        await using var elsewhere = WireServer.Answering(WireServer.Live);
        await using var server = new WireServer(e => e.Index == 0
            ? e.Answer(WireServer.Live, headers: "Set-Cookie: skey=abc; Path=/\r\n")
            : e.Answer("", 307, $"Location: {elsewhere.Uri}\r\n"));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        await client.Send(Make.Query());
        Assert.Equal("LvbHttp.307", (await client.Fails(Make.Query())).ErrorId);

        Assert.All(server.Requests, r => Assert.Null(r.Header("Cookie")));
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("3891_@v_tls#3pfnm5fw35qt")]
    [InlineData("a b&c=d?e/f%41")]
    [InlineData("直播_😀")]
    public async Task A_stream_id_arrives_unchanged(string stream)
    {
        await using var server = WireServer.Answering(WireServer.Live);
        using var client = Make.Client(server.Uri, new ScriptedTime());

        await client.Send(Make.Query(stream));

        Assert.Equal(stream, Assert.Single(server.Requests)["Param.s.channel_id"]);
    }

    [Fact]
    public async Task Verbose_messages_and_errors_never_contain_the_sign_or_the_key()
    {
        // A service or a proxy that echoes the request.
        await using var server = new WireServer(e => e.Index switch
        {
            0 => e.Answer("", 500),
            1 => e.Close(),
            2 => e.Answer($"You asked for {e.Request.Target}"),
            _ => e.Answer($$"""{"message":"bad request {{e.Request.Target}} key={{Make.KeyText}}","ret":77}"""),
        });
        using var client = Make.Client(server.Uri, new ScriptedTime());
        var notes = new CallLog(true);
        var first = await Assert.ThrowsAsync<LvbException>(() => client.SendAsync(Make.Query(), notes, CancellationToken.None));
        var second = await Assert.ThrowsAsync<LvbException>(() => client.SendAsync(Make.Query(), notes, CancellationToken.None));

        var said = string.Join('\n', [.. notes.VerboseLines, first.ToString(), first.ApiMessage, first.RecommendedAction, second.ToString(),
            second.ApiMessage]);
        Assert.Contains("Param.s.channel_id=8888_a", said, StringComparison.Ordinal);
        Assert.Contains("HTTP 500", said, StringComparison.Ordinal);
        Assert.Contains("no response", said, StringComparison.Ordinal);
        Assert.All(server.Requests, r => Assert.DoesNotContain(r["sign"]!, said, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Make.KeyText, said, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<int> Ask(string body)
    {
        await using var server = WireServer.Answering(body);
        using var client = Make.Client(server.Uri, new ScriptedTime());
        return await client.Send(Make.Query());
    }

    private static async Task<LvbException> AskInVain(string body)
    {
        await using var server = WireServer.Answering(body);
        using var client = Make.Client(server.Uri, new ScriptedTime());
        return await client.Fails(Make.Query());
    }
}
