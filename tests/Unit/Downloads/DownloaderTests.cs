namespace TencentLvb.Unit.Downloads;

[Collection(nameof(ClocksAndSockets))]
public sealed class DownloaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lvb-download-").FullName;
    private readonly FileServer server = new();
    private readonly Downloader downloader = new(4, TimeSpan.FromSeconds(20), (_, _) => Task.CompletedTask);

    private string Target => Path.Combine(folder, "news.mp4");

    public void Dispose()
    {
        downloader.Dispose();
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task AFileArrivesWholeAndNothingElseIsLeft()
    {
        var file = await Fetch();
        Assert.Equal(server.Content, File.ReadAllBytes(file.FullName));
        Assert.Equal(["news.mp4"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task AnInterruptedDownloadContinues()
    {
        server.BreakOffs.Enqueue(100_000);
        server.BreakOffs.Enqueue(50_000);
        Assert.Equal(server.Content, File.ReadAllBytes((await Fetch()).FullName));
        Assert.Equal(3, server.Ranges.Count);
        Assert.Equal("if", server.Ranges.First());
        Assert.All(server.Ranges.Skip(1), r => Assert.EndsWith("- if \"one\"", r));
    }

    [Fact]
    public async Task ALaterRunContinuesToo()
    {
        BreakOffForGood(after: 100_000);
        var error = await Assert.ThrowsAsync<LvbException>(() => Fetch());
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.False(File.Exists(Target));
        var kept = new FileInfo(Target + ".partial").Length;
        Assert.True(kept > 0);
        Assert.DoesNotContain("token", File.ReadAllText(Target + ".partial.info"), StringComparison.Ordinal);
        server.BreakOffs.Clear();

        Assert.Equal(server.Content, File.ReadAllBytes((await Fetch()).FullName));
        Assert.Equal($"bytes={kept}- if \"one\"", server.Ranges.Last());
    }

    [Fact]
    public async Task AChangedFileStartsOver()
    {
        BreakOffForGood(after: 100_000);
        await Assert.ThrowsAsync<LvbException>(() => Fetch());
        server.BreakOffs.Clear();
        server.Content = [.. Enumerable.Repeat((byte)9, 200_000)];
        server.Tag = "\"two\"";

        Assert.Equal(server.Content, File.ReadAllBytes((await Fetch()).FullName));
    }

    [Fact]
    public async Task WithoutAValidatorItStartsOver()
    {
        server.Tag = null;
        server.BreakOffs.Enqueue(100_000);
        Assert.Equal(server.Content, File.ReadAllBytes((await Fetch()).FullName));
        Assert.All(server.Ranges, r => Assert.DoesNotContain("bytes", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACompletePartOnlyGetsItsName()
    {
        BreakOffForGood(after: 100_000);
        await Assert.ThrowsAsync<LvbException>(() => Fetch());
        server.BreakOffs.Clear();
        File.WriteAllBytes(Target + ".partial", server.Content);

        Assert.Equal(server.Content, File.ReadAllBytes((await Fetch()).FullName));
        Assert.Equal($"bytes={server.Content.Length}- if \"one\"", server.Ranges.Last());
    }

    [Theory]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(503, 4)]
    [InlineData(429, 4)]
    public async Task AStatusIsAnErrorAndOnlyTransientOnesAreRetried(int status, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            server.Instead.Enqueue(HttpAnswer.Plain(status));
        }

        var error = await Assert.ThrowsAsync<LvbException>(() => Fetch());
        Assert.Equal("LvbHttp." + status, error.ErrorId);
        Assert.DoesNotContain("token", error.Message + error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(requests, server.Ranges.Count);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task ASilentServerIsAbandoned()
    {
        using var impatient = new Downloader(1, TimeSpan.FromMilliseconds(200), (_, _) => Task.CompletedTask);
        for (var i = 0; i < 4; i++)
        {
            server.Instead.Enqueue(new HttpAnswer(200, server.Content) { Delay = TimeSpan.FromMinutes(1) });
        }

        var error = await Assert.ThrowsAsync<LvbException>(() => Fetch(impatient));
        Assert.Equal("LvbTimeout", error.ErrorId);
    }

    [Fact]
    public async Task AWrongRangeStartsOver()
    {
        BreakOffForGood(after: 100_000);
        await Assert.ThrowsAsync<LvbException>(() => Fetch());
        server.BreakOffs.Clear();
        server.Instead.Enqueue(new HttpAnswer(206,
            server.Content) { Headers = [new("ETag", "\"one\""), new("Content-Range", "bytes 0-299999/300000")] });

        Assert.Equal(server.Content, File.ReadAllBytes((await Fetch()).FullName));
        Assert.Equal("if", server.Ranges.Last());
    }

    [Fact]
    public async Task AnExistingFileIsNotFetched()
    {
        File.WriteAllText(Target, "old");
        Assert.Equal(3, (await Fetch()).Length);
        Assert.Empty(server.Ranges);
        Assert.Equal(["news.mp4"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenIsASeparateError()
    {
        Directory.CreateDirectory(Target + ".partial");
        var error = await Assert.ThrowsAsync<LvbException>(() => Fetch());
        Assert.Equal("LvbSaveFailed", error.ErrorId);
    }

    [Fact]
    public async Task AStopEndsItAndKeepsWhatArrived()
    {
        using var stop = new CancellationTokenSource();
        server.Instead.Enqueue(new HttpAnswer(200, server.Content) { Delay = TimeSpan.FromMinutes(1) });
        var fetching = downloader.FetchAsync(Item(), new CallLog(false), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        Assert.False(File.Exists(Target));
    }

    private void BreakOffForGood(int after)
    {
        server.BreakOffs.Enqueue(after);
        for (var i = 0; i < 10; i++)
        {
            server.BreakOffs.Enqueue(0);
        }
    }

    private DownloadItem Item() => new(server.Address, Target, null, "target");

    private Task<FileInfo> Fetch(Downloader? with = null) =>
        (with ?? downloader).FetchAsync(Item(), new CallLog(false), TestContext.Current.CancellationToken);
}
