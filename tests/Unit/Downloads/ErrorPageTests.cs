using System.Text;
using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>Responses with status 200 that do not come from a storage, recognized only by their bytes, and endless responses.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ErrorPageTests
{
    [Theory]
    [InlineData("[{\"ret\":1}]")]
    [InlineData(" [ \"not found\" ]")]
    [InlineData("[]")]
    [InlineData("\r\n{ \"a\": 1 }")]
    [InlineData("<HTML>")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("<!-- x -->")]
    [InlineData("   \n\n  ")]
    public async Task APageIsRecognizedByItsBeginning(string page)
    {
        foreach (var encoding in new[] { new UTF8Encoding(true), Encoding.ASCII, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            await Refused([.. encoding.GetPreamble(), .. encoding.GetBytes(page)]);
        }
    }

    [Fact]
    public async Task LeadingBlanksHideNoPage() => await Refused(Encoding.ASCII.GetBytes(new string('\n', 300) + "<html>not here</html>"));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("text/css")]
    public async Task TextWithATextTypeIsNotAVideo(string type)
    {
        await Refused(Encoding.ASCII.GetBytes("Access denied.\r\n"), "Content-Type: " + type + "\n");

        // Some storages label unknown content as text.
        await using var fixture = new DownloadFixture(
            Answer("200 OK\nContent-Type: " + type, [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, .. Bytes('A', 90)]));
        Assert.Equal(98, (await fixture.Fetch()).Length);
        await using var playlist = new DownloadFixture(Answer("200 OK\nContent-Type: " + type, Encoding.ASCII.GetBytes("#EXTM3U\n")));
        Assert.Equal(8, (await playlist.Fetch(path: Path.Combine(playlist.Folder, "a.m3u8"))).Length);
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.png")]
    [InlineData("a.m3u8")]
    public async Task AScreenshotOrPlaylistHasAMaximumSize(string name)
    {
        await using var promised = new DownloadFixture(Answer("200 OK\nContent-Length: 99999999999", Bytes('A', 1000)));
        var error = await promised.Fail(path: Path.Combine(promised.Folder, name));
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains("longer than", error.Message, StringComparison.Ordinal);

        await using var endless = new DownloadFixture(async exchange =>
        {
            await exchange.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while (true)
            {
                await exchange.Raw(Bytes('A', 1_000_000));
            }
        });
        error = await endless.Fail(path: Path.Combine(endless.Folder, name));
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains("67,108,864", error.Message, StringComparison.Ordinal);
        Assert.Single(endless.Server.Requests);
        Assert.Empty(Directory.GetFiles(endless.Folder));
    }

    [Theory]
    [InlineData("bytes 0-9999/10000", 10000)]
    [InlineData("bytes 3000-9999/10000", 7000)]
    [InlineData("bytes 5000-9999/10000", 5000)]
    [InlineData("items 4000-9999/10000", 6000)]
    [InlineData("bytes 4000-4999/10000", 6000)]
    [InlineData("bytes 4000-3999/10000", 6000)]
    [InlineData("bytes", 6000)]
    [InlineData("", 6000)]
    public async Task ARestOfAnotherRangeIsNeverAppended(string range, int bytes)
    {
        await using var fixture = new DownloadFixture(
            Answer("200 OK\nETag: \"one\"\nContent-Length: 10000", Bytes('A', 4000)),
            Answer($"206 Rest\nETag: \"one\"\nContent-Range: {range}\nContent-Length: {bytes}", Bytes('B', bytes)),
            Answer("200 OK\nETag: \"one\"\nContent-Length: 10000", Bytes('A', 10_000)));
        try
        {
            await fixture.Fetch();
        }
        catch (LvbException error)
        {
            Assert.Equal("LvbBadReply", error.ErrorId);
            Assert.Contains("different part", error.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(fixture.Folder));
            await fixture.Fetch();
        }

        Assert.Equal(Bytes('A', 10_000), File.ReadAllBytes(fixture.Target));
    }

    private static async Task Refused(byte[] body, string head = "")
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\n" + head + $"Content-Length: {body.Length}", body));
        var error = await fixture.Fail();
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Empty(Directory.GetFiles(fixture.Folder));
        Assert.Single(fixture.Server.Requests);
    }
}
