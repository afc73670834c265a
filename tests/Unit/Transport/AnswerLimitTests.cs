using System.IO.Compression;

namespace TencentLvb.Unit.Transport;

/// <summary>Responses that are too long, too slow, or compressed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class AnswerLimitTests
{
    [Fact]
    public async Task An_endless_response_is_cut_off_by_a_limit()
    {
        var sent = 0L;
        await using var server = new WireServer(async e =>
        {
            await e.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            var block = "100000\r\n" + new string(' ', 0x100000) + "\r\n";
            while (true)
            {
                await e.Raw(block);
                sent += 0x100000;
            }
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(60) });

        Assert.Equal("LvbBadReply", (await client.Fails(Make.Query())).ErrorId);
        Assert.Single(server.Requests);

        // More than is read: the server keeps writing until it notices the end, and the system buffers.
        Assert.InRange(sent, ResponseBody.Longest, 3L * ResponseBody.Longest);
    }

    [Theory]
    [InlineData("Content-Encoding: gzip\r\n", "gzip")]
    [InlineData("Content-Encoding: br\r\n", "br")]
    [InlineData("", "gzip")]
    public async Task A_compressed_response_is_reported_as_such(string header, string named)
    {
        byte[] body = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3];
        await using var server = new WireServer(async e =>
        {
            await e.Raw($"HTTP/1.1 200 OK\r\n{header}Content-Length: {body.Length}\r\n\r\n");
            await e.Raw(body);
        });
        using var client = Make.Client(server.Uri, new ScriptedTime());

        var error = await client.Fails(Make.Query());
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains("compressed with " + named, error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(long.MaxValue)]
    [InlineData(200_000L)]
    public async Task An_announced_length_uses_no_memory(long promised)
    {
        var bytes = new byte[150_000];
        new Random(5).NextBytes(bytes);
        using var content = new StreamContent(new MemoryStream(bytes));
        content.Headers.ContentLength = promised;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = ResponseBody.ReadAsync(content, ResponseBody.Longest, TestContext.Current.CancellationToken);
        Assert.True(reading.IsCompletedSuccessfully);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(bytes, await reading);
    }

    [Fact]
    public async Task A_small_response_that_decompresses_to_a_huge_one_is_cut_off_too()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 100; i++)
            {
                gzip.Write(zeros);
            }
        }

        var body = packed.ToArray();
        await using var server = new WireServer(async e =>
        {
            await e.Raw($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n");
            await e.Raw(body);
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(60) });

        Assert.Equal("LvbBadReply", (await client.Fails(Make.Query())).ErrorId);
    }

    [Fact]
    public async Task A_response_that_arrives_in_drips_ends_with_the_time_out()
    {
        await using var server = new WireServer(async e =>
        {
            await e.Raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            for (var i = 0; i < 1000; i++)
            {
                await e.Raw(" ");
                await Task.Delay(50);
            }
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(),
            s => s with { Timeout = TimeSpan.FromSeconds(1), MaximumRetryCount = 0 });

        Assert.Equal("LvbTimeout", (await client.Fails(Make.Query())).ErrorId);
    }
}
