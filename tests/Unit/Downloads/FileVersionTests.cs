using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>Bytes of two versions of a file are never combined, however the server handles If-Range.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class FileVersionTests
{
    private const string Date = "Thu, 05 Nov 2026 10:00:00 GMT";
    private const string OtherDate = "Thu, 05 Nov 2026 11:00:00 GMT";

    [Theory]
    [InlineData("ETag: \"new\"", "100000-259999/260000")]
    [InlineData("ETag: \"new\"", "100000-199999/200000")]
    [InlineData("ETag: \"old\"", "100000-259999/260000")]
    [InlineData("ETag: W/\"old\"", "100000-199999/200000")]
    [InlineData("X-No-Validator: 1", "100000-199999/200000")]
    [InlineData("Last-Modified: " + Date, "100000-199999/200000")]
    [InlineData("ETag: \"old\"\nLast-Modified: " + OtherDate, "100000-199999/200000")]
    public async Task ARestOfAnotherVersionIsNotUsed(string validator, string range)
    {
        var whole = Bytes('B', 260_000);
        await using var fixture = new DownloadFixture(
            Answer($"200 OK\nETag: \"old\"\nLast-Modified: {Date}\nContent-Length: 200000", Bytes('A', 100_000)),
            Answer($"206 Partial\n{validator}\nContent-Range: bytes {range}\nContent-Length: "
                + $"{(range.EndsWith("260000", StringComparison.Ordinal) ? 160_000 : 100_000)}", Bytes('B', 160_000)),
            Answer("200 OK\nETag: \"new\"\nContent-Length: 260000", whole));

        Assert.Equal(whole, File.ReadAllBytes((await fixture.Fetch()).FullName));
        Assert.Equal(["", "bytes=100000-", ""], fixture.Ranges);
    }

    [Theory]
    [InlineData("ETag: \"one\"", "ETag: \"one\"")]
    [InlineData("ETag: \"one\"\nLast-Modified: " + Date, "ETag: \"one\"")]
    [InlineData("Last-Modified: " + Date, "Last-Modified: " + Date)]
    [InlineData("Last-Modified: " + Date, "X-No-Validator: 1")]
    [InlineData("Date: Thu, 05 Nov 2026 10:00:01 GMT\nLast-Modified: " + Date, "Last-Modified: " + Date)]
    public async Task ARestOfTheSameVersionIsUsed(string first, string second)
    {
        await using var fixture = new DownloadFixture(
            Answer($"200 OK\n{first}\nContent-Length: 200000", Bytes('A', 100_000)),
            Answer($"206 Partial\n{second}\nContent-Range: bytes 100000-199999/200000\nContent-Length: 100000", Bytes('A', 100_000)));

        Assert.Equal(Bytes('A', 200_000), File.ReadAllBytes((await fixture.Fetch()).FullName));
        Assert.Equal(["", "bytes=100000-"], fixture.Ranges);
        Assert.Equal(first.StartsWith("ETag", StringComparison.Ordinal) ? "\"one\"" : Date,
            fixture.Server.Requests[1].Header("If-Range"));
    }

    [Fact]
    public async Task ARestWithoutAVersionNeedsTheLengthOfTheFirst()
    {
        await using var fixture = new DownloadFixture(
            Answer($"200 OK\nLast-Modified: {Date}", Bytes('A', 100_000)),
            Answer("206 Partial\nContent-Range: bytes 100000-199999/200000\nContent-Length: 100000", Bytes('B', 100_000)),
            Answer("200 OK\nContent-Length: 200000", Bytes('B', 200_000)));

        Assert.Equal(Bytes('B', 200_000), File.ReadAllBytes((await fixture.Fetch(size: 200_000)).FullName));
        Assert.Equal(["", "bytes=100000-", ""], fixture.Ranges);
    }

    [Theory]
    [InlineData("ETag: W/\"one\"")]
    [InlineData("ETag: one")]
    [InlineData("Date: " + Date + "\nLast-Modified: " + Date)]
    public async Task AWeakValidatorIsNeverContinued(string validator)
    {
        await using var fixture = new DownloadFixture(
            Answer($"200 OK\n{validator}\nContent-Length: 200000", Bytes('A', 100_000)),
            Answer($"200 OK\n{validator}\nContent-Length: 200000", Bytes('A', 200_000)));

        Assert.Equal(200_000, (await fixture.Fetch()).Length);
        Assert.Equal(["", ""], fixture.Ranges);
    }

    [Theory]
    [InlineData("ETag: \"new\"\nContent-Range: bytes */100000")]
    [InlineData("ETag: \"old\"\nContent-Range: bytes */260000")]
    [InlineData("Content-Range: bytes */100000")]
    [InlineData("X-No-Range: 1")]
    public async Task ARefusedRestOfAnotherVersionCompletesNothing(string head)
    {
        var whole = Bytes('B', 260_000);
        await using var fixture = new DownloadFixture(
            Answer("200 OK\nETag: \"old\"\nContent-Length: 200000", Bytes('A', 100_000)),
            Answer($"416 No\n{head}\nContent-Length: 0", []),
            Answer("200 OK\nETag: \"new\"\nContent-Length: 260000", whole));

        Assert.Equal(whole, File.ReadAllBytes((await fixture.Fetch()).FullName));
    }

    [Theory]
    [InlineData("ETag: \"old\"\nContent-Range: bytes */200000", 'A')]
    [InlineData("Content-Range: bytes */200000", 'A')]
    [InlineData("ETag: \"new\"\nContent-Range: bytes */200000", 'B')]
    [InlineData("Content-Range: bytes */150000", 'B')]
    [InlineData("X-No-Range: 1", 'B')]
    public async Task ACompletePartGetsItsNameIfTheFileIsUnchanged(string head, char expected)
    {
        await using var fixture = new DownloadFixture(
            Answer($"416 No\n{head}\nContent-Length: 0", []), Answer("200 OK\nETag: \"new\"\nContent-Length: 200000", Bytes('B', 200_000)));
        var address = new Uri(fixture.Server.Uri, "/news.mp4");
        File.WriteAllBytes(fixture.Part, Bytes('A', 200_000));
        File.WriteAllText(fixture.Part + ".info", new FileVersion(SafeFileName.Mark(address.AbsoluteUri), "\"old\"", null, 200_000)
            .ToString());

        Assert.Equal(Bytes(expected, 200_000), File.ReadAllBytes((await fixture.Fetch(address: address)).FullName));
        Assert.Equal("bytes=200000-", fixture.Ranges.First());
    }

    [Fact]
    public async Task APartOfAnotherAddressIsNotContinued()
    {
        await using var fixture = new DownloadFixture(
            Answer("200 OK\nETag: \"one\"\nContent-Length: 200000", Bytes('A', 100_000)),
            Answer("404 Gone\nContent-Length: 0", []),
            Answer("200 OK\nETag: \"one\"\nContent-Length: 200000", Bytes('B', 200_000)));
        Assert.Equal("LvbHttp.404", (await fixture.Fail()).ErrorId);

        var file = await fixture.Fetch(address: new Uri(fixture.Server.Uri, "/other.mp4"));
        Assert.Equal("", fixture.Ranges.Last());
        Assert.Equal(Bytes('B', 200_000), File.ReadAllBytes(file.FullName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef\n\"one\"\n")]
    [InlineData("nonsense")]
    [InlineData("0123456789abcdef\n\"one\"\n\n200000\n")]
    public async Task APartWithoutAValidNoteStartsOver(string note)
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nETag: \"one\"\nContent-Length: 200000", Bytes('A', 200_000)));
        File.WriteAllBytes(fixture.Part, Bytes('X', 100_000));
        File.WriteAllText(fixture.Part + ".info", note);

        Assert.Equal(Bytes('A', 200_000), File.ReadAllBytes((await fixture.Fetch()).FullName));
        Assert.Equal([""], fixture.Ranges);
    }

    [Theory]
    [InlineData("\"one\"", null, 5L, true)]
    [InlineData("\"one\"", 5L, null, true)]
    [InlineData("\"one\"", 5L, 6L, false)]
    [InlineData(null, 5L, 5L, true)]
    [InlineData(null, 5L, null, false)]
    [InlineData(null, null, 5L, false)]
    public void ARestWithoutADateNeedsTheTagOrTheLength(string? tag, long? total, long? totalOfRest, bool canContinue) =>
        Assert.Equal(canContinue, new FileVersion("a", tag, Date, total).CanContinueWith(new("a", tag, null, totalOfRest)));

    [Theory]
    [InlineData(null, true)]
    [InlineData(Date, true)]
    [InlineData(OtherDate, false)]
    public void ARefusedRangeOfAnotherDateCompletesNothing(string? date, bool isComplete) =>
        Assert.Equal(isComplete, new FileVersion("a", null, Date, 5).IsCompleteAt(5, new("a", null, date, 5)));

    [Fact]
    public void ANoteWithMoreThanAVersionIsNotUsed()
    {
        var item = new DownloadItem(new Uri("http://h/a.mp4"), "/a.mp4", null, "target");
        var version = new FileVersion(SafeFileName.Mark(item.Address.AbsoluteUri), "\"one\"", Date, 5);
        Assert.Equal(version, FileVersion.Parse(version.ToString(), item));
        Assert.Null(FileVersion.Parse(version + "x", item));
    }
}
