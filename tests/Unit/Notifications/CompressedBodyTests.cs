using System.IO.Compression;
using System.Net;
using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>Bodies that something between sender and receiver has compressed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class CompressedBodyTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("identity, gzip")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("identity")]
    public void A_compressed_body_is_decompressed(string coding)
    {
        using var fixture = new ReceiverFixture();
        fixture.TakeAll();
        Assert.Equal(200, Status(fixture, coding.Replace("raw ", "", StringComparison.Ordinal), Pack(Signed.Fresh(1), coding)));
        Assert.Equal("1", ((StreamStateEvent)Assert.Single(fixture.Emitted)).Sequence);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip\u00e9")]
    public void Another_content_coding_is_refused_and_named(string coding)
    {
        using var fixture = new ReceiverFixture();
        byte[] body = Signed.Fresh(1);
        using RawClient client = fixture.Client();
        client.Send($"POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n");
        client.Send(body);
        RawAnswer answer = client.Read();
        Assert.Equal(415, answer.Status);
        Assert.Contains("Accept-Encoding: gzip, deflate", answer.Head, StringComparison.Ordinal);
        Assert.Contains($"'{coding}'", fixture.Warning(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void A_body_that_decompresses_without_end_is_refused(string coding)
    {
        using var fixture = new ReceiverFixture();
        byte[] bomb = Pack(new byte[200_000_000], coding);
        Assert.InRange(bomb.Length, 1, 300_000);
        long before = GC.GetTotalAllocatedBytes();
        Assert.Equal(413, Status(fixture, coding, bomb));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 30_000_000);
        Assert.Contains("1048576", fixture.Warning(), StringComparison.Ordinal);
        // Exactly as large as allowed, but not a notification.
        Assert.Equal(400, Status(fixture, coding, Pack(Encoding.ASCII.GetBytes(new string('x', 1024 * 1024)), coding)));
        Assert.Equal(413, Status(fixture, coding, Pack(Encoding.ASCII.GetBytes(new string('x', 1024 * 1024 + 1)), coding)));
    }

    [Fact]
    public async Task One_source_can_queue_only_a_few_large_bodies()
    {
        var turns = new LargeBodyTurns(1);
        var one = HttpSource.Of(IPAddress.Parse("192.0.2.1"));
        var other = HttpSource.Of(IPAddress.Parse("192.0.2.2"));
        var running = (await turns.EnterAsync(one))!;
        var waiting = Enumerable.Range(1, LargeBodyTurns.MaxPerSource - 1).Select(_ => turns.EnterAsync(one)).ToList();
        Assert.Null(await turns.EnterAsync(one));
        var last = turns.EnterAsync(other);
        foreach (var next in waiting.Append(last))
        {
            Assert.False(next.IsCompleted);
            running.Dispose();
            running = (await next.WaitAsync(TimeSpan.FromSeconds(20)))!;
        }

        running.Dispose();
        Assert.NotNull(await turns.EnterAsync(one));
    }

    [Fact]
    public async Task Large_compressed_junk_does_not_delay_events()
    {
        using var fixture = new ReceiverFixture();
        _ = fixture.TakeAll();
        string fields = string.Concat(Enumerable.Repeat(",\"a\":0", 170_000));
        byte[] junk = Pack(Encoding.ASCII.GetBytes("{\"event_type\":1" + fields + "}"), "gzip");
        Assert.InRange(junk.Length, 1, 10_000);
        using var end = new CancellationTokenSource();
        var answers = new System.Collections.Concurrent.ConcurrentBag<int>();
        var senders = Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (!end.IsCancellationRequested)
                {
                    answers.Add(Status(fixture, "gzip", junk));
                }
            },
            TaskCreationOptions.LongRunning)).ToArray();
        try
        {
            Assert.True(SpinWait.SpinUntil(() => answers.Contains(503), 20_000));
            for (int i = 1; i <= 20; i++)
            {
                Assert.Equal(200, Status(fixture, "gzip", Pack(Signed.Fresh(i), "gzip")));
            }
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(senders);
        }

        // Refused as invalid, as far as they were read.
        Assert.Equal([403, 503], answers.Distinct().Order());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void A_body_that_is_not_compressed_as_declared_is_malformed(string coding)
    {
        using var fixture = new ReceiverFixture();
        byte[] packed = Pack(Signed.Fresh(1), coding);
        foreach (byte[] bad in new[] { Signed.Fresh(1), packed[..5], [.. packed.Take(packed.Length / 2).Select(b => (byte)(b ^ 0x55))],
            [] })
        {
            Assert.Equal(400, Status(fixture, coding, bad));
        }
    }

    private static int Status(ReceiverFixture fixture, string coding, byte[] body)
    {
        using RawClient client = fixture.Client();
        client.Send($"POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n");
        client.Send(body);
        return client.Read().Status;
    }

    private static byte[] Pack(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding.ToLowerInvariant() switch
        {
            "identity" => packed,
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            "raw deflate" => new DeflateStream(packed, CompressionLevel.Optimal),
            _ => new GZipStream(packed, CompressionLevel.Optimal),
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
