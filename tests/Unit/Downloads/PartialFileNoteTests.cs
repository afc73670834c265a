using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>Which parts with a note are continued, and what happens if others change the part during a download.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class PartialFileNoteTests
{
    private const string Whole = "200 OK\nETag: \"one\"\nContent-Length: 10000";
    private const string Rest = "206 Rest\nETag: \"one\"\nContent-Range: bytes 4000-9999/10000\nContent-Length: 6000";

    [Fact]
    public async Task ANoteWithoutAPartStartsOver()
    {
        await using var fixture = new DownloadFixture(Answer(Whole, Bytes('A', 10_000)));
        WriteNote(fixture, "\"one\"");

        Assert.Equal(10_000, (await fixture.Fetch()).Length);
        Assert.Equal([""], fixture.Ranges);
    }

    [Fact]
    public async Task AnEmptyPartStartsOver()
    {
        await using var fixture = new DownloadFixture(Answer(Whole, Bytes('A', 10_000)));
        WriteNote(fixture, "\"one\"");
        File.WriteAllText(fixture.Part, "");

        Assert.Equal(10_000, (await fixture.Fetch()).Length);
        Assert.Equal([""], fixture.Ranges);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public async Task ANoteOfMoreThan4096BytesIsNotRead(int length, bool isRead)
    {
        await using var fixture = new DownloadFixture(e => e.Request.Header("Range") is null
            ? Answer(Whole, Bytes('A', 10_000))(e)
            : Answer("404 Gone\nContent-Length: 0", [])(e));
        File.WriteAllBytes(fixture.Part, Bytes('A', 4000));
        var rest = WriteNote(fixture, "").Length;
        WriteNote(fixture, $"\"{new string('t', length - rest - 2)}\"");

        if (isRead)
        {
            Assert.Equal("LvbHttp.404", (await fixture.Fail()).ErrorId);
        }
        else
        {
            await fixture.Fetch();
        }

        Assert.Equal([isRead ? "bytes=4000-" : ""], fixture.Ranges);
    }

    [Fact]
    public async Task BytesThatAnotherProgramAppendsMeanwhileAreRemoved()
    {
        DownloadFixture? fixture = null;
        await using var created = fixture = new DownloadFixture(
            Answer(Whole, Bytes('A', 4000)),
            async exchange =>
            {
                File.AppendAllText(fixture!.Part, new string('x', 20_000));
                await Answer(Rest, Bytes('A', 6000))(exchange);
            });

        Assert.Equal(Bytes('A', 10_000), File.ReadAllBytes((await fixture.Fetch()).FullName));
    }

    [Fact]
    public async Task ALinkThatReplacesThePartMeanwhileIsNotWrittenThrough()
    {
        DownloadFixture? fixture = null;
        await using var created = fixture = new DownloadFixture(
            Answer(Whole, Bytes('A', 4000)),
            async exchange =>
            {
                Replace(fixture!);
                await Answer(Rest, Bytes('A', 6000))(exchange);
            });

        var error = await fixture.Fail();
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains("is a link", error.Message, StringComparison.Ordinal);
        Assert.Equal(Bytes('x', 10_000), File.ReadAllBytes(Victim(fixture)));
    }

    [Fact]
    public async Task ALinkThatReplacesTheWholePartDoesNotGetTheName()
    {
        DownloadFixture? fixture = null;
        await using var created = fixture = new DownloadFixture(async exchange =>
        {
            await exchange.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10000\r\n\r\n");
            while (!File.Exists(fixture!.Part))
            {
                await Task.Delay(5);
            }

            Replace(fixture);
            await exchange.Raw(Bytes('A', 10_000));
            await exchange.Close();
        });

        var error = await fixture.Fail();
        Assert.Equal("LvbSaveFailed", error.ErrorId);
        Assert.Contains("is a link", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(fixture.Target));
    }

    [Fact]
    public async Task TheErrorOfTheServerIsShownEvenIfTheFolderIsGone()
    {
        DownloadFixture? fixture = null;
        await using var created = fixture = new DownloadFixture(async exchange =>
        {
            Directory.Delete(fixture!.Folder, recursive: true);
            await Answer("404 Gone\nContent-Length: 0", [])(exchange);
        });

        Assert.Equal("LvbHttp.404", (await fixture.Fail()).ErrorId);
        Directory.CreateDirectory(fixture.Folder);
    }

    [Fact]
    public void ALinkIsRefusedAsASharedFileToo()
    {
        var folder = Directory.CreateTempSubdirectory("lvb-link-");
        var link = Path.Combine(folder.FullName, "link");
        File.CreateSymbolicLink(link, Path.Combine(folder.FullName, "not there"));
        Assert.Contains("is a link", Assert.Throws<IOException>(() => FileLinks.RefuseShared(link)).Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(35, true)]
    [InlineData(13, false)]
    [InlineData(32, false)]
    public void OnUnixOnlyALockMeansThatAnotherProcessHoldsAFile(int number, bool isHeld)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other numbers.");
        Assert.Equal(isHeld, PartialFile.IsHeld(new IOException("no", number)));
        Assert.False(PartialFile.IsHeld(new FileNotFoundException("no") { HResult = number }));
    }

    private static string Victim(DownloadFixture fixture) => Path.Combine(fixture.Folder, "victim");

    private static void Replace(DownloadFixture fixture)
    {
        File.WriteAllBytes(Victim(fixture), Bytes('x', 10_000));
        File.Delete(fixture.Part);
        File.CreateSymbolicLink(fixture.Part, Victim(fixture));
    }

    private static string WriteNote(DownloadFixture fixture, string tag)
    {
        var note = new FileVersion(SafeFileName.Mark(fixture.Item().Address.AbsoluteUri), tag, null, 10_000).ToString();
        File.WriteAllText(fixture.Part + ".info", note);
        return note;
    }
}
