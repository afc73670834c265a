namespace TencentLvb.Unit.Downloads;

/// <summary>The same object always gets the same name, and two objects never share one.</summary>
public sealed class MediaFileTests
{
    private const string FileId = "16093425727657168431";
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 1, 30, 0, TimeSpan.FromHours(-4));
    private static readonly Uri Video = new("http://1250000001.vod2.example.com/x/f0.mp4");
    private static readonly Uri Cover = new("http://b.example.com/one/cover.jpg");

    [Fact]
    public void ARecordingIsNamedByStreamStartAndFileId() =>
        Assert.Equal($"8888_news_20261101-053000_{FileId}.mp4", MediaFile.RecordingName("8888_news", Start, FileId, Video, "mp4"));

    [Fact]
    public void AScreenshotWithTheAddressOfTheServiceIsNamedByStreamTimeAndSize()
    {
        var address = new Uri("http://b.example.com/2026-11-01/8888_news-screenshot-13-30-00-640x360.jpg");
        Assert.Equal("8888_news_20261101-053000_640x360.jpg", MediaFile.PictureName("8888_news", Start, "640x360", address, "jpg"));
    }

    [Theory]
    [InlineData("http://b.example.com/2026-11-01/8888_news-screenshot-13-30-01-640x360.jpg")]
    [InlineData("http://b.example.com/2026-11-02/8888_news-screenshot-13-30-00-640x360.jpg")]
    [InlineData("http://b.example.com/x/2026-11-01/8888_news-screenshot-13-30-00-640x360.jpg")]
    [InlineData("http://b.example.com/2026-11-01/8888_news-screenshot-13-30-00-640x360.jpg?x=1")]
    [InlineData("http://b.example.com/2026-11-01/8888_News-screenshot-13-30-00-640x360.jpg")]
    [InlineData("http://b.example.com/covers/8888_news.jpg")]
    public void AnotherScreenshotOfTheSameSecondHasAnotherName(string address) => Assert.Matches(
        "^8888_news_20261101-053000_640x360~[0-9a-f]{16}[.]jpg$",
            MediaFile.PictureName("8888_news", Start, "640x360", new Uri(address), "jpg"));

    [Fact]
    public void TheHourThatOccursTwiceInAutumnHasTwoNames() =>
        Assert.NotEqual(
            MediaFile.PictureName("s", new(2026, 11, 1, 1, 30, 0, TimeSpan.FromHours(-4)), null, Cover, "jpg"),
            MediaFile.PictureName("s", new(2026, 11, 1, 1, 30, 0, TimeSpan.FromHours(-5)), null, Cover, "jpg"));

    [Fact]
    public void TheTimeZoneOfATimeDoesNotMatter() =>
        Assert.Equal(
            MediaFile.RecordingName("s", Start, FileId, Video, "mp4"),
            MediaFile.RecordingName("s", Start.ToOffset(TimeSpan.FromHours(8)), FileId, Video, "mp4"));

    [Fact]
    public void NamesDifferEvenWhereCaseIsIgnored()
    {
        foreach (var (one, other) in new[] { ("A", "a"), ("a/b", "a_b"), ("a:b", "a_b"), ("a\u200bb", "a_b"), ("con", "_con"), ("s.", "s"),
            ("-s", "s"), ("é", "e\u0301") })
        {
            DifferEvenInUpperCase(MediaFile.RecordingName(one, Start, FileId, Video, "mp4"),
                MediaFile.RecordingName(other, Start, FileId, Video, "mp4"));
            DifferEvenInUpperCase(MediaFile.PictureName(one, Start, null, Cover, "jpg"),
                MediaFile.PictureName(other, Start, null, Cover, "jpg"));
        }
    }

    [Fact]
    public void FileIdsThatDifferOnlyInRemovedCharactersDiffer() =>
        DifferEvenInUpperCase(MediaFile.RecordingName("s", Start, "a/b", Video, "mp4"),
            MediaFile.RecordingName("s", Start, "A_b", Video, "mp4"));

    [Fact]
    public void PartsOfANameCannotRunTogether() =>
        DifferEvenInUpperCase(MediaFile.RecordingName("s_1", null, "2", Video, "mp4"),
            MediaFile.RecordingName("s", null, "1_2", Video, "mp4"));

    [Fact]
    public void WithoutAFileIdTheAddressIdentifiesTheFile() =>
        DifferEvenInUpperCase(MediaFile.RecordingName("s", Start, null, Video, "mp4"),
            MediaFile.RecordingName("s", Start, null, new Uri(Video, "?id=2"), "mp4"));

    [Fact]
    public void ANewTokenOrPasswordIsNotAnotherRecording()
    {
        Assert.Equal(
            MediaFile.RecordingName("S", Start, "id", new Uri("http://h/x.mp4?t=1&sign=2"), "mp4"),
            MediaFile.RecordingName("S", Start, "id", new Uri("http://h/x.mp4?t=3&sign=4"), "mp4"));
        Assert.Equal(
            MediaFile.RecordingName("s", Start, null, new Uri("http://bob:one@h/x.mp4"), "mp4"),
            MediaFile.RecordingName("s", Start, null, new Uri("http://bob:two@h/x.mp4"), "mp4"));
    }

    [Fact]
    public void ALongStreamIdStaysDistinct() =>
        DifferEvenInUpperCase(
            MediaFile.RecordingName(new string('s', 200) + "1", Start, FileId, Video, "mp4"),
            MediaFile.RecordingName(new string('s', 200) + "2", Start, FileId, Video, "mp4"));

    [Theory]
    [InlineData("http://h/x.MP4", null, "mp4")]
    [InlineData("http://h/x.flv", "mp4", "flv")]
    [InlineData("http://h/x", "hls", "m3u8")]
    [InlineData("http://h/x.exe", null, "bin")]
    [InlineData("http://h/x.ps1", "mp4", "mp4")]
    [InlineData("http://h/x.mp4/evil.lnk", "bat", "bin")]
    [InlineData("http://h/v1.2/x", "mp4", "mp4")]
    public void ARecordingIsNeverSavedAsAProgram(string address, string? format, string extension) =>
        Assert.Equal(extension, MediaFile.RecordingExtension(new Uri(address), format));

    [Theory]
    [InlineData("http://h/x.PNG", "png")]
    [InlineData("http://h/x.exe", "jpg")]
    [InlineData("http://h/x", "jpg")]
    public void AScreenshotIsNeverSavedAsAProgram(string address, string extension) =>
        Assert.Equal(extension, MediaFile.PictureExtension(new Uri(address)));

    [Theory]
    [InlineData("/a.mp4", long.MaxValue)]
    [InlineData("/am3u8", long.MaxValue)]
    [InlineData("/a.m3u8", 67_108_864)]
    [InlineData("/a.JPG", 67_108_864)]
    public void OnlyPicturesAndPlaylistsHaveAMaximumSize(string path, long most) => Assert.Equal(most, MediaFile.MostBytes(path));

    [Theory]
    [InlineData(null, "1")]
    [InlineData("s", null)]
    [InlineData("s", "")]
    [InlineData("s", "a1")]
    [InlineData("s", "12345678901234567890123456789012345678901")]
    public void ARecordingThatItsPartsDoNotIdentifyHasAHash(string? stream, string? fileId) =>
        Assert.Contains('~', MediaFile.RecordingName(stream, Start, fileId, Video, "mp4"));

    [Fact]
    public void ARecordingWithoutAStartHasAHashAndALongFileIdNeedsNone()
    {
        Assert.Contains('~', MediaFile.RecordingName("s", null, FileId, Video, "mp4"));
        Assert.DoesNotContain('~', MediaFile.RecordingName("s", Start, new string('1', 40), Video, "mp4"));
    }

    private static void DifferEvenInUpperCase(string one, string other) =>
        Assert.NotEqual(one.Normalize().ToUpperInvariant(), other.Normalize().ToUpperInvariant());
}
