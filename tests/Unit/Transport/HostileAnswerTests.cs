using System.Text;

namespace TencentLvb.Unit.Transport;

/// <summary>Hostile responses that try to expose the signature or to keep the client busy.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HostileAnswerTests
{
    [Theory]
    [InlineData("<a href=\"/login?url={0}\">")]
    [InlineData("{{\"url\":\"{1}\"}}")]
    [InlineData("x{2}x")]
    public async Task A_page_that_echoes_the_address_shows_no_signature(string page)
    {
        await using var server = new WireServer(e => e.Answer(string.Format(
            null, page, Uri.EscapeDataString(e.Request.Target), e.Request.Target.Replace("&", "\\u0026").Replace("=", "\\u003d"),
                e.Request["sign"])));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        ShowsNothingOf(await client.Fails(Make.Query()), server);
    }

    [Fact]
    public async Task A_signature_at_the_end_of_the_excerpt_is_not_shown_in_part()
    {
        for (var before = 160; before < 205; before++)
        {
            var filler = string.Concat(Enumerable.Repeat("- ", 200))[..before];
            await using var server = new WireServer(e => e.Answer(filler + e.Request["sign"] + " and more"));
            using var client = Make.Client(server.Uri, new ScriptedTime());

            ShowsNothingOf(await client.Fails(Make.Query()), server);
        }
    }

    // .NET shows the text that it could not read. A service that echoes shows what was sent to it.
    [Fact]
    public async Task A_server_that_echoes_causes_no_inner_exception_that_shows_the_signature()
    {
        await using var server = new WireServer(async e =>
        {
            await e.Raw(e.Request.Head + "\u001b[2J\r\n\r\n");
            await e.Close();
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });

        var error = await client.Fails(Make.Query());
        Assert.Equal("LvbNetwork", error.ErrorId);
        ShowsNothingOf(error, server);
    }

    [Fact]
    public async Task An_endless_response_without_a_length_is_read_once_and_reported_as_too_long()
    {
        await using var server = new WireServer(async e =>
        {
            await e.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"ret\":0,\"message\":\"");
            var block = Encoding.ASCII.GetBytes(new string('x', 0x100000));
            while (true)
            {
                await e.Raw(block);
            }
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(60) });

        var error = await client.Fails(Make.Query());
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains("longer than 64 MB", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    private static void ShowsNothingOf(LvbException error, WireServer server)
    {
        var shown = error + error.RecommendedAction + error.ApiMessage;
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            shown += e + e.Message + string.Concat(e.Data.Values.Cast<object?>());
        }

        Assert.All(server.Requests, r => Assert.DoesNotContain(r["sign"]![..8], shown, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', shown);
    }
}
