using System.Collections.Concurrent;
using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>One download writes one file, and nothing else.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class PartialFileTests
{
    [Fact]
    public async Task TwoDownloadsOfOneFileDoNotWriteIntoEachOther()
    {
        var goOn = new TaskCompletionSource();
        await using var fixture = new DownloadFixture(
            async exchange =>
            {
                await exchange.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"one\"\r\nContent-Length: 200000\r\n\r\n");
                await exchange.Raw(Bytes('A', 100_000));
                await goOn.Task;
                await exchange.Raw(Bytes('A', 100_000));
                await exchange.Close();
            },
            Answer("200 OK\nETag: \"one\"\nContent-Length: 200000", Bytes('B', 200_000)));
        var first = fixture.Fetch();
        while (!File.Exists(fixture.Part))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var error = await fixture.Fail();
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains("another process is fetching it", error.Message, StringComparison.Ordinal);
        goOn.SetResult();
        Assert.Equal(Bytes('A', 200_000), File.ReadAllBytes((await first).FullName));
        Assert.Equal(["news.mp4"], Directory.GetFiles(fixture.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task WhoWaitedForTheFileFindsIt()
    {
        await using var fixture = new DownloadFixture(async exchange =>
        {
            await Task.Delay(300);
            await Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000))(exchange);
        });
        var files = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => fixture.Fetch()));
        Assert.All(files, f => Assert.Equal(1000, f.Length));
        Assert.Single(fixture.Server.Requests);
    }

    [Theory]
    [InlineData(".partial")]
    [InlineData(".partial.info")]
    [InlineData("")]
    public async Task NothingIsWrittenThroughALink(string ending)
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nETag: \"one\"\nContent-Length: 1000", Bytes('A', 1000)));
        var victim = Path.Combine(fixture.Folder, "victim");
        File.WriteAllText(victim, "mine");
        File.CreateSymbolicLink(fixture.Target + ending, victim);

        var error = await Assert.ThrowsAsync<LvbException>(() => fixture.Fetch(isReplacing: true));
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains("is a link", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(victim));
    }

    [Fact]
    public async Task NorIsOneReplacedThatAppearsMeanwhile()
    {
        DownloadFixture? fixture = null;
        await using var created = fixture = new DownloadFixture(async exchange =>
        {
            File.CreateSymbolicLink(fixture!.Target, "/dev/null");
            await Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000))(exchange);
        });
        var error = await Assert.ThrowsAsync<LvbException>(() => fixture.Fetch(isReplacing: true));
        Assert.Contains("is a link", error.Message, StringComparison.Ordinal);
        Assert.NotNull(new FileInfo(fixture.Target).LinkTarget);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".info")]
    public async Task NorThroughOneThatLeadsNowhere(string ending)
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000)));
        var victim = Path.Combine(fixture.Folder, "not there");
        File.CreateSymbolicLink(fixture.Part + ending, victim);
        Assert.Equal("LvbSaveFailed", (await fixture.Fail()).ErrorId);
        Assert.False(File.Exists(victim));
    }

    [Fact]
    public async Task AFileUnderTheFinalNameIsAlwaysThereAndAlwaysWhole()
    {
        await using var fixture = new DownloadFixture(e => Answer("200 OK\nContent-Length: 50000",
            Bytes((char)('A' + (e.Index % 26)), 50_000))(e));
        File.WriteAllBytes(fixture.Target, Bytes('x', 50_000));
        var gone = new ConcurrentQueue<string>();
        using var watcher = new FileSystemWatcher(fixture.Folder, "news.mp4") { EnableRaisingEvents = true };
        watcher.Deleted += (_, e) => gone.Enqueue(e.Name ?? "");
        for (var i = 0; i < 20; i++)
        {
            await fixture.Fetch(isReplacing: true);
        }

        File.Delete(fixture.Target);
        while (gone.IsEmpty)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        // The one of the end, which shows that a deletion is seen.
        Assert.Single(gone);
    }

    [Fact]
    public async Task AFileThatAppearedMeanwhileIsNotOverwritten()
    {
        DownloadFixture? fixture = null;
        await using var created = fixture = new DownloadFixture(async exchange =>
        {
            File.WriteAllText(fixture!.Target, "mine");
            await Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000))(exchange);
        });
        Assert.Equal("LvbSaveFailed", (await fixture.Fail()).ErrorId);
        Assert.Equal("mine", File.ReadAllText(fixture.Target));
    }

    [Fact]
    public async Task AFolderOfItsNameIsAnErrorBeforeAnythingIsFetched()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000)));
        Directory.CreateDirectory(fixture.Target);
        Assert.Equal("LvbSaveFailed", (await fixture.Fail()).ErrorId);
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task ADiskThatIsFullIsAnErrorOfItsOwnAndKeepsThePart()
    {
        using var source = new MemoryStream(Bytes('A', 1_000_000));
        using var target = new FullDisk(300_000);
        var item = new DownloadItem(new Uri("http://127.0.0.1/a.mp4"), Path.Combine(Path.GetTempPath(), "a.mp4"), null, "target");
        var error = await Assert.ThrowsAsync<LvbException>(
            () => DownloadCopy.RunAsync(source, target, item, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.InRange(target.Length, 1, 300_000);
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Length + count > room
            ? Task.FromException(new IOException("No space left on device"))
            : base.WriteAsync(buffer, offset, count, cancellationToken);
    }
}
