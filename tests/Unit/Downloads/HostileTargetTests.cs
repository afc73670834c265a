using System.Diagnostics;
using System.Text;
using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>Whatever others put into the target folder before or during a download, no wrong file gets the final name.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HostileTargetTests
{
    private static readonly Func<WireExchange, Task> Whole = Answer("200 OK\nETag: \"one\"\nContent-Length: 1000", Bytes('A', 1000));

    [Fact]
    public async Task ANoteThatIsAUsersFileTooIsKept()
    {
        await using var fixture = new DownloadFixture(Whole);
        var victim = Victim(fixture, "mine");
        Link(victim, fixture.Part + ".info");

        var error = await fixture.Fail();
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains("hard link", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(victim));
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task APartThatIsAUsersFileTooIsNotContinued()
    {
        await using var fixture = new DownloadFixture(
            Answer("200 OK\nETag: \"one\"\nContent-Length: 10000", Bytes('A', 4000)),
            Answer("206 Rest\nETag: \"one\"\nContent-Range: bytes 4000-9999/10000\nContent-Length: 6000", Bytes('A', 6000)));
        await Assert.ThrowsAsync<LvbException>(() => FetchOnce(fixture));
        var victim = Path.Combine(fixture.Folder, "victim");
        Link(fixture.Part, victim);

        Assert.Equal("LvbSaveFailed", (await fixture.Fail()).ErrorId);
        Assert.Equal(4000, new FileInfo(victim).Length);
    }

    [Fact]
    public async Task APartThatStartsOverIsASeparateFile()
    {
        await using var fixture = new DownloadFixture(Whole);
        var victim = Victim(fixture, "mine");
        Link(victim, fixture.Part);

        Assert.Equal(1000, (await fixture.Fetch()).Length);
        Assert.Equal("mine", File.ReadAllText(victim));
    }

    [Theory]
    [InlineData(".partial.info", false)]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData(".partial", false)]
    public async Task APipeIsNeitherWaitedForNorUsedAsAFile(string ending, bool isReplacing)
    {
        await using var fixture = new DownloadFixture(Whole);
        using (var mkfifo = Process.Start("mkfifo", fixture.Target + ending))
        {
            mkfifo.WaitForExit();
        }

        var fetch = Task.Run(() => fixture.Fetch(isReplacing: isReplacing), TestContext.Current.CancellationToken);
        if (ending == ".partial" || isReplacing)
        {
            Assert.Equal(1000, (await fetch.WaitAsync(TimeSpan.FromSeconds(10))).Length);
            Assert.Equal(Bytes('A', 1000), File.ReadAllBytes(fixture.Target));
            return;
        }

        var error = await Assert.ThrowsAsync<LvbException>(() => fetch.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains("not a regular file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyFileIsNotMistakenForTheWholeOne()
    {
        await using var fixture = new DownloadFixture(Whole);
        File.WriteAllText(fixture.Target, "");
        Assert.Equal("LvbSaveFailed", (await fixture.Fail()).ErrorId);
        Assert.Equal(1000, (await fixture.Fetch(isReplacing: true)).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task InAReplacedFolderNoFileGetsTheName(bool isHeld)
    {
        DownloadFixture? fixture = null;
        FileStream? other = null;
        await using var created = fixture = new DownloadFixture(async exchange =>
        {
            await exchange.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n");
            while (!File.Exists(fixture!.Part))
            {
                await Task.Delay(10);
            }

            Directory.Move(fixture.Folder, fixture.Folder + ".old");
            Directory.CreateDirectory(fixture.Folder);
            other = new FileStream(fixture.Part, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            other.Write(Bytes('B', isHeld ? 1000 : 500));
            other.Flush();
            if (!isHeld)
            {
                other.Dispose();
            }

            await exchange.Raw(Bytes('A', 1000));
            await exchange.Close();
        });

        var error = await fixture.Fail();
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains(isHeld ? "another process" : "replaced", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(fixture.Target));
        other!.Dispose();
        Directory.Delete(fixture.Folder + ".old", recursive: true);
    }

    // Its previous holder deleted it after this one was opened and before it was locked.
    [Fact]
    public async Task ADeletedNoteLocksNobodyOut()
    {
        await using var fixture = new DownloadFixture(Whole);
        var item = new DownloadItem(new Uri(fixture.Server.Uri, "/a.mp4"), fixture.Target, null, "target");
        using var first = await PartialFile.HoldAsync(item, TestContext.Current.CancellationToken);
        var cancellation = TestContext.Current.CancellationToken;
        var waiting = Task.Run(() => PartialFile.HoldAsync(item, cancellation), cancellation);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        first.Dispose();
        using var second = await waiting;
        Assert.True(File.Exists(fixture.Part + ".info"));
        Assert.Contains("another process", (await Assert.ThrowsAsync<LvbException>(
            () => PartialFile.HoldAsync(item, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    private static async Task<FileInfo> FetchOnce(DownloadFixture fixture)
    {
        using var downloader = new Downloader(1, TimeSpan.FromSeconds(20), (_, _) => throw new LvbException("LvbTest", "once", "once"));
        return await downloader.FetchAsync(
            new DownloadItem(new Uri(fixture.Server.Uri, "/news.mp4?token=abc"), fixture.Target, null, "target"),
            new CallLog(false),
            TestContext.Current.CancellationToken);
    }

    private static string Victim(DownloadFixture fixture, string text)
    {
        var path = Path.Combine(fixture.Folder, "victim");
        File.WriteAllText(path, text, Encoding.ASCII);
        return path;
    }

    private static void Link(string file, string name)
    {
        using var ln = Process.Start("ln", [file, name]);
        ln.WaitForExit();
        Assert.Equal(0, ln.ExitCode);
    }
}
