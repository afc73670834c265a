using System.Collections.Concurrent;
using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>One download writes one file and nothing else.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class PartialFileTests
{
    [Fact]
    public async Task TwoDownloadsOfOneFileDoNotMix()
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
        Assert.Contains("another process is downloading it", error.Message, StringComparison.Ordinal);
        goOn.SetResult();
        Assert.Equal(Bytes('A', 200_000), File.ReadAllBytes((await first).FullName));
        Assert.Equal(["news.mp4"], Directory.GetFiles(fixture.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task ADownloadThatWaitedForTheFileFindsIt()
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
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task ALinkThatAppearsDuringTheDownloadIsNotReplaced()
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
    public async Task NothingIsWrittenThroughADanglingLink(string ending)
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000)));
        var victim = Path.Combine(fixture.Folder, "not there");
        File.CreateSymbolicLink(fixture.Part + ending, victim);
        Assert.Equal("LvbSaveFailed", (await fixture.Fail()).ErrorId);
        Assert.False(File.Exists(victim));
    }

    [Fact]
    public async Task TheFileUnderTheFinalNameAlwaysExistsAndIsWhole()
    {
        await using var fixture = new DownloadFixture(e => Answer("200 OK\nContent-Length: 50000",
            Bytes((char)('A' + (e.Index % 26)), 50_000))(e));
        File.WriteAllBytes(fixture.Target, Bytes('x', 50_000));
        var gone = new ConcurrentQueue<string>();
        using var watcher = new FileSystemWatcher(fixture.Folder, "news.mp4") { EnableRaisingEvents = true };
        watcher.Deleted += (_, e) => gone.Enqueue(e.Name ?? "");
        using var done = new CancellationTokenSource();
        var looks = Task.Run(() => LookUntil(fixture.Target, done.Token), TestContext.Current.CancellationToken);
        for (var i = 0; i < 20; i++)
        {
            await fixture.Fetch(isReplacing: true);
        }

        await done.CancelAsync();
        Assert.True(await looks > 20);
        File.Delete(fixture.Target);
        while (gone.IsEmpty)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        // The final deletion, which shows that deletions are noticed.
        Assert.Single(gone);
    }

    [Fact]
    public async Task AFileThatAppearedDuringTheDownloadIsNotOverwritten()
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
    public async Task AFolderOfThatNameIsAnErrorBeforeAnythingIsFetched()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000)));
        Directory.CreateDirectory(fixture.Target);
        var error = await fixture.Fail();
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task AFailedWriteIsASeparateError()
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

    [Fact]
    public async Task AFullDiskKeepsThePartWhichContinuesWhenThereIsSpace()
    {
        const int All = 400_000;
        var part = "";
        await using var fixture = new DownloadFixture(
            Answer($"200 OK\nETag: \"one\"\nContent-Length: {All}", Bytes('A', All)),
            async exchange =>
            {
                var have = (int)new FileInfo(part).Length;
                await Answer($"206 Partial Content\nETag: \"one\"\nContent-Range: bytes {have}-{All - 1}/{All}\n"
                    + $"Content-Length: {All - have}", Bytes('A', All - have))(exchange);
            });
        var disk = Directory.CreateDirectory(Path.Combine(fixture.Folder, "disk")).FullName;
        Assert.SkipUnless(
            Mounts.Run("mount", "-t", "tmpfs", "-o", "size=256k", "lvb-small", disk), "Only root on Linux can mount a small disk.");
        try
        {
            var target = Path.Combine(disk, "news.mp4");
            part = target + ".partial";
            var error = await fixture.Fail(path: target);
            Assert.Equal("LvbSaveFailed", error.ErrorId);
            Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
            Assert.InRange(new FileInfo(part).Length, 1, 256 * 1024);
            Assert.False(File.Exists(target));

            Assert.True(Mounts.Run("mount", "-o", "remount,size=1m", disk));
            await fixture.Fetch(path: target);
            Assert.Equal(Bytes('A', All), await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken));
            Assert.StartsWith("bytes=", fixture.Ranges.Last(), StringComparison.Ordinal);
        }
        finally
        {
            Mounts.Run("umount", disk);
        }
    }

    /// <summary>Reads a file repeatedly: it must exist and be whole. Returns the number of reads.</summary>
    private static int LookUntil(string path, CancellationToken done)
    {
        var looks = 0;
        for (; !done.IsCancellationRequested; looks++)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            var text = reader.ReadToEnd();
            Assert.Equal(50_000, text.Length);
            Assert.Equal(new string(text[0], text.Length), text);
        }

        return looks;
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Length + count > room
            ? Task.FromException(new IOException("No space left on device"))
            : base.WriteAsync(buffer, offset, count, cancellationToken);
    }
}
