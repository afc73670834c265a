namespace TencentLvb.Unit.Transport;

[Collection(nameof(ClocksAndSockets))]
public sealed class RetryTests
{
    [Theory]
    [InlineData("close")]
    [InlineData("reset")]
    [InlineData("half")]
    [InlineData("cut off")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("1201")]
    [InlineData("1202")]
    public async Task A_query_is_retried_with_a_new_t_and_sign(string fault)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e =>
        {
            // Each attempt lasts some time.
            time.Advance(TimeSpan.FromSeconds(e.Index < 2 ? 10 : 0));
            return e.Index < 2 ? Misbehave(e, fault) : e.Answer(WireServer.Live);
        });
        using var client = Make.Client(server.Uri, time);

        Assert.Equal(1, await client.Send(Make.Query()));

        Assert.Equal(3, server.Requests.Select(r => r["sign"]).Distinct().Count());
        Assert.Equal(3, server.Requests.Count);
        Assert.InRange(time.Pauses.Count(p => p > TimeSpan.Zero && p < TimeSpan.FromSeconds(2)), 2, 4);
        using var key = Make.Key();
        foreach (var request in server.Requests)
        {
            Assert.Equal(LvbSigner.Sign(key, long.Parse(request["t"]!, System.Globalization.CultureInfo.InvariantCulture)),
                request["sign"]);
        }

        // The clock advances with the pauses: t belongs to the attempt, not to the call.
        var last = time.Now() + TimeSpan.FromSeconds(60);
        Assert.InRange(long.Parse(server.Requests[2]["t"]!, System.Globalization.CultureInfo.InvariantCulture),
            last.ToUnixTimeSeconds() - 1, last.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_query_is_retried_after_a_time_out()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Index == 0 ? e.Silence() : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, time, s => s with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(1, await client.Send(Make.Query()));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_same_state_change_is_retried()
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Close() : e.Answer("""{"message":"","ret":0}"""));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal(0, await client.Send(Make.SameState()));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("403", "LvbHttp.403")]
    [InlineData("404", "LvbHttp.404")]
    [InlineData("302", "LvbHttp.302")]
    [InlineData("garbage", "LvbBadReply")]
    [InlineData("wrong shape", "LvbBadReply")]
    [InlineData("no row", "LvbBadReply")]
    [InlineData("empty", "LvbBadReply")]
    [InlineData("1204", "LvbApi.1204")]
    [InlineData("sign invalid", "LvbSignatureInvalid")]
    [InlineData("no returnData", "LvbNoReturnData")]
    [InlineData("appid is invalid", "LvbNotActivated")]
    public async Task A_failure_that_a_retry_cannot_fix_is_not_retried(string fault, string id)
    {
        await using var server = new WireServer(e => Misbehave(e, fault));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal(id, (await client.Fails(Make.Query())).ErrorId);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 6)]
    public async Task Retries_end_with_the_maximum(int maximum, int requests)
    {
        await using var server = new WireServer(e => e.Answer("", 500));
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = maximum });

        Assert.Equal("LvbHttp.500", (await client.Fails(Make.Query())).ErrorId);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public void Pauses_grow_from_half_a_second_to_20_s_with_full_jitter()
    {
        for (var retry = 0; retry < 30; retry++)
        {
            var ceiling = TimeSpan.FromSeconds(Math.Min(20, 0.5 * Math.Pow(2, retry)));
            var pauses = Enumerable.Range(0, 400).Select(_ => RetryPolicy.Backoff(retry)).ToList();
            Assert.All(pauses, p => Assert.InRange(p, TimeSpan.Zero, ceiling));
            Assert.True(pauses.Min() < ceiling * 0.2, "full jitter must include short pauses");
            Assert.True(pauses.Max() > ceiling * 0.8, "full jitter must include long pauses");
        }
    }

    [Theory]
    [InlineData("Retry-After: 7\r\n", 7)]
    [InlineData("Retry-After: Sun, 01 Mar 2026 12:00:09 GMT\r\n", 9)]
    [InlineData("Date: Sun, 01 Mar 2026 15:00:00 GMT\r\nRetry-After: Sun, 01 Mar 2026 15:00:11 GMT\r\n", 11)]
    [InlineData("Retry-After: 0\r\n", 0)]
    public async Task Retry_After_is_obeyed_in_seconds_and_as_a_date(string headers, int seconds)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Index == 0 ? e.Answer("", 429, headers) : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, time);
        var begun = time.Now();

        Assert.Equal(1, await client.Send(Make.Query()));
        Assert.Equal(seconds, (int)(time.Now() - begun).TotalSeconds);
    }

    [Fact]
    public async Task Retry_After_applies_to_503_too_and_an_invalid_one_to_none()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Index switch
        {
            0 => e.Answer("", 503, "Retry-After: 33\r\n"),
            1 => e.Answer("", 503, "Retry-After: soon\r\n"),
            _ => e.Answer(WireServer.Live),
        });
        using var client = Make.Client(server.Uri, time);

        Assert.Equal(1, await client.Send(Make.Query()));
        Assert.Equal(TimeSpan.FromSeconds(33), time.Pauses[0]);
        Assert.InRange(time.Pauses[1], TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_long_Retry_After_is_reported_immediately()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Index == 0 ? e.Answer("", 429, "Retry-After: 3600\r\n") : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, time);

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbHttp.429", error.ErrorId);
        Assert.Contains("3600 s", error.Message, StringComparison.Ordinal);
        Assert.Empty(time.Pauses);
    }

    [Theory]
    [InlineData(MixCodes.InputNotFound)]
    [InlineData(MixCodes.SizeQueryFailed)]
    public async Task A_mix_whose_inputs_are_missing_is_tried_five_times_2_s_apart(int code)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Answer($$"""{"code":{{code}},"message":"not yet"}"""));
        using var client = Make.Client(server.Uri, time);

        var error = await client.Fails(Mix());

        Assert.Equal("LvbApi." + code.ToString(System.Globalization.CultureInfo.InvariantCulture), error.ErrorId);
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(2), 4), time.Pauses);
        Assert.All(server.Requests, r => Assert.StartsWith("POST ", r.Head, StringComparison.Ordinal));
        Assert.Equal(5, server.Requests.Select(r => r.Body).Distinct().Count());
    }

    [Fact]
    public async Task A_mix_whose_inputs_appear_is_started()
    {
        await using var server = WireServer.Answering("""{"code":-505,"message":"not yet"}""", """{"code":-507,"message":"not yet"}""",
            """{"code":0,"message":"Success!"}""");
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal(0, await client.Send(Mix()));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_change_that_is_already_done_after_a_lost_response_is_done()
    {
        var request = new Lvb2Request<int>(new WireParameters(Lvb2Interface.MixStream), r => r.Ret)
        {
            Retry = RetryClass.SameState,
            DoneWhenRepeated = MixCodes.SessionUnknown,
        };
        await using var server = new WireServer(e => e.Index == 0 ? e.Close() : e.Answer("""{"code":-30300,"message":"no session"}"""));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal(-30300, await client.Send(request));
        Assert.Equal("LvbApi.-30300", (await client.Fails(request)).ErrorId);
    }

    private static Lvb2Request<int> Mix() => new(new WireParameters(Lvb2Interface.MixStream), r => r.Ret)
    {
        NotReadyYet = [MixCodes.InputNotFound, MixCodes.SizeQueryFailed],
        Body = unixTime => System.Text.Encoding.UTF8.GetBytes($$"""{"timestamp":{{unixTime}}}"""),
    };

    private static Task Misbehave(WireExchange e, string fault) => fault switch
    {
        "close" => e.Close(),
        "reset" => e.Reset(),
        "half" => e.Half(WireServer.Live),
        "cut off" => CutOff(e),
        "1201" or "1202" or "1204" => e.Answer($$"""{"message":"refused","output":null,"ret":{{fault}}}"""),
        "sign invalid" or "appid is invalid" => e.Answer($$"""{"message":"{{fault}}","ret":5}"""),
        "no returnData" => e.Answer("request failed.no returnData"),
        "garbage" => e.Answer("<html>Please log in</html>"),
        "wrong shape" => e.Answer("[{\"ret\":0}]"),
        "no row" => e.Answer("""{"message":"","output":[],"ret":0}"""),
        "empty" => e.Answer(""),
        "302" => e.Answer("", 302, "Location: http://127.0.0.1:1/elsewhere\r\n"),
        _ => e.Answer("", int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };

    // The connection ends, and with it the response, too early.
    private static async Task CutOff(WireExchange e)
    {
        await e.Raw("HTTP/1.0 200 OK\r\n\r\n" + WireServer.Live[..40]);
        await e.Close();
    }
}
