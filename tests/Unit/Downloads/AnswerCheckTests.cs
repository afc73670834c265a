using System.Text;
using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>Half a file, an error page, a compressed body or an empty body never gets the final name.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class AnswerCheckTests
{
    [Fact]
    public async Task WithoutALengthTheKnownSizeOfTheFileDecides()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Type: video/mp4", Bytes('A', 100_000)));
        var error = await fixture.Fail(size: 200_000);
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains("100,000 of 200,000", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(fixture.Target));
        Assert.Equal(100_000, new FileInfo(fixture.Part).Length);
    }

    [Fact]
    public async Task WithoutLengthAndSizeTheEndOfTheConnectionIsTheEnd()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK", Bytes('A', 100_000)));
        Assert.Equal(100_000, (await fixture.Fetch()).Length);
    }

    [Theory]
    [InlineData("200 OK\nContent-Length: 0", 0, 200_000L, "empty")]
    [InlineData("200 OK\nContent-Length: 0", 0, null, "empty")]
    [InlineData("200 OK", 0, null, "empty")]
    [InlineData("204 Nothing", 0, 200_000L, "204")]
    [InlineData("200 OK\nContent-Length: 150000", 150_000, 200_000L, "150,000")]
    [InlineData("200 OK\nContent-Length: 250000", 250_000, 200_000L, "250,000")]
    [InlineData("200 OK", 250_000, 200_000L, "longer than the file")]
    public async Task AnotherLengthMeansAnotherFile(string head, int bytes, long? size, string what)
    {
        await using var fixture = new DownloadFixture(Answer(head, Bytes('A', bytes)));
        var error = await fixture.Fail(size);
        Refused(fixture, error);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEndlessBodyIsAbandonedAtTheSizeOfTheFile()
    {
        await using var fixture = new DownloadFixture(async exchange =>
        {
            await exchange.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while (true)
            {
                await exchange.Raw(Bytes('A', 100_000));
            }
        });
        Refused(fixture, await fixture.Fail(size: 200_000));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("TEXT/HTML; charset=utf-8")]
    [InlineData("text/xml")]
    [InlineData("application/xml")]
    [InlineData("application/xhtml+xml")]
    [InlineData("application/json")]
    [InlineData("application/problem+json; charset=utf-8")]
    public async Task AnErrorPageIsNotARecording(string type)
    {
        await using var fixture = new DownloadFixture(Answer($"200 OK\nContent-Type: {type}\nContent-Length: 1000", Bytes('A', 1000)));
        Refused(fixture, await fixture.Fail());
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>sign in</html>")]
    [InlineData("\r\n  <html>sign in</html>")]
    [InlineData("\ufeff<?xml version=\"1.0\"?><Error/>")]
    [InlineData("""{"ret":1001,"message":"appid is invalid"}""")]
    [InlineData("{\n  \"code\": 5 }")]
    [InlineData("{}")]
    public async Task AnErrorPageIsRecognizedUnderAnyContentType(string body)
    {
        foreach (var type in new[] { "X-No-Type: 1", "Content-Type: video/mp4", "Content-Type: text/plain",
            "Content-Type: application/octet-stream" })
        {
            await using var fixture = new DownloadFixture(Answer($"200 OK\n{type}", Encoding.UTF8.GetBytes(body)));
            Refused(fixture, await fixture.Fail());
        }
    }

    [Fact]
    public async Task ABodyThatArrivesByteByByteIsCheckedToo()
    {
        await using var fixture = new DownloadFixture(async exchange =>
        {
            await exchange.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            foreach (var letter in "<html>sign in</html>")
            {
                await exchange.Raw(letter.ToString());
                await Task.Delay(1);
            }

            await exchange.Close();
        });
        Refused(fixture, await fixture.Fail());
    }

    [Theory]
    [InlineData("<")]
    [InlineData("< 5")]
    [InlineData("{\u0001\u0002")]
    [InlineData("#EXTM3U\n#EXT-X-VERSION:3\n")]
    [InlineData("FLV\u0001")]
    public async Task BytesThatOnlyResembleAPageAreAccepted(string body)
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Type: video/mp4", Encoding.UTF8.GetBytes(body)));
        Assert.Equal(body, File.ReadAllText((await fixture.Fetch()).FullName));
    }

    [Theory]
    [InlineData("Content-Encoding: gzip", "gzip")]
    [InlineData("Content-Encoding: identity, br", "br")]
    [InlineData("Content-Encoding: deflate", "deflate")]
    [InlineData("X-No-Encoding: 1", "gzip")]
    public async Task ACompressedBodyIsRefusedAndNeverContinued(string header, string named)
    {
        await using var fixture = new DownloadFixture(Answer($"200 OK\nETag: \"one\"\n{header}\nContent-Length: 1000",
            [0x1F, 0x8B, 8, 0, .. Bytes('A', 996)]));
        var error = await fixture.Fail();
        Refused(fixture, error);
        Assert.Contains("compressed with " + named, error.Message, StringComparison.Ordinal);
        Assert.Equal("identity", fixture.Server.Requests[0].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task ASignInPageInTheMiddleKeepsThePart()
    {
        await using var fixture = new DownloadFixture(
            Answer("200 OK\nETag: \"one\"\nContent-Length: 200000", Bytes('A', 100_000)),
            Answer("200 OK\nContent-Type: text/html\nContent-Length: 1000", Bytes('<', 1000)),
            Answer("206 Partial\nETag: \"one\"\nContent-Range: bytes 100000-199999/200000\nContent-Length: 100000", Bytes('A', 100_000)));
        Assert.Equal("LvbBadReply", (await fixture.Fail()).ErrorId);
        Assert.Equal(100_000, new FileInfo(fixture.Part).Length);
        Assert.Equal(200_000, (await fixture.Fetch()).Length);
        Assert.Equal(["", "bytes=100000-", "bytes=100000-"], fixture.Ranges);
    }

    [Fact]
    public async Task APlaylistMayDifferInSizeFromItsRecording()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Length: 8", Encoding.ASCII.GetBytes("#EXTM3U\n")));
        Assert.Equal(8, (await fixture.Fetch(size: 200_000, path: Path.Combine(fixture.Folder, "news.m3u8"))).Length);
    }

    [Theory]
    [InlineData("200 OK\nContent-Range: bytes x\nETag: \u0001\nContent-Type: ;;;\nLast-Modified: never\nContent-Length: 1000")]
    [InlineData("200 OK\nContent-Encoding: ,,,\nContent-Length: 1000\nDate: x")]
    public async Task UnreadableHeadersDoNoHarm(string head)
    {
        await using var fixture = new DownloadFixture(Answer(head, Bytes('A', 1000)));
        Assert.Equal(1000, (await fixture.Fetch()).Length);
    }

    private static void Refused(DownloadFixture fixture, LvbException error)
    {
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Empty(Directory.GetFiles(fixture.Folder));
        Assert.Single(fixture.Server.Requests);
    }
}
