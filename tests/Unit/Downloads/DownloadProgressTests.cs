using System.Globalization;

namespace TencentLvb.Unit.Downloads;

/// <summary>Progress shows the amount and the remaining time.</summary>
public sealed class DownloadProgressTests
{
    private TimeSpan time = TimeSpan.FromSeconds(10);

    [Fact]
    public void KnownValuesAreShown()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var progress = new DownloadProgress(() => time) { Running = [Item(expected: 500_000_000, received: 120_000_000)] };
        Assert.Equal("0 done, 1 in progress: 120.0 of 500.0 MB, 12.0 MB/s, 0:00:31 left", progress.Status);
        Assert.Equal(24, progress.Percent);
        Assert.Equal(31, progress.SecondsLeft);
    }

    [Fact]
    public void BytesOfAnEarlierRunDoNotCountAsSpeed()
    {
        var progress = new DownloadProgress(() => time) { Running = [Item(expected: 500_000_000, received: 400_000_000,
            offset: 390_000_000)] };
        Assert.Equal(100, progress.SecondsLeft);
        progress.Done(progress.Running[0]);
        progress.Running = [Item(expected: 100, received: 0)];
        Assert.Equal(0, progress.SecondsLeft);
    }

    [Fact]
    public void WithoutAllSizesNoTimeIsEstimated()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var progress = new DownloadProgress(() => time) { Running = [Item(expected: 500_000_000, received: 1_000_000),
            Item(expected: -1, received: 1_000_000)] };
        Assert.Equal("0 done, 2 in progress: 2.0 MB, 0.2 MB/s", progress.Status);
        Assert.Equal(-1, progress.Percent);
        Assert.Equal(-1, progress.SecondsLeft);
    }

    [Fact]
    public void BeforeTheFirstByteNoTimeIsEstimated()
    {
        time = TimeSpan.Zero;
        Assert.Equal(-1, new DownloadProgress(() => time) { Running = [Item(expected: 5, received: 0)] }.SecondsLeft);
    }

    [Fact]
    public void CompletedFilesCountWithTheirBytesAndOnlyNewBytesAsSpeed()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var progress = new DownloadProgress(() => time);
        progress.Done(Item(expected: 100_000_000, received: 100_000_000, offset: 40_000_000));
        progress.Done(Item(expected: 60_000_000, received: 60_000_000));
        progress.Running = [Item(expected: 30_000_000, received: 10_000_000), Item(expected: 50_000_000, received: 10_000_000)];
        Assert.Equal("2 done, 2 in progress: 180.0 of 240.0 MB, 14.0 MB/s, 0:00:04 left", progress.Status);
        Assert.Equal(75, progress.Percent);
    }

    [Fact]
    public void AFileThatHasArrivedHasNoTimeLeft()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var progress = new DownloadProgress(() => time) { Running = [Item(expected: 1_000_000, received: 1_000_000)] };
        Assert.EndsWith(", 0:00:00 left", progress.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSizeOfAnObjectCountsBeforeTheServerHasAnswered() =>
        Assert.Equal(0, new DownloadProgress(() => time)
        {
            Running = [new(new Uri("http://127.0.0.1/a.mp4"), "/a.mp4", 500, "target")],
        }.Percent);

    private static DownloadItem Item(long expected, long received, long offset = 0) =>
        new(new Uri("http://127.0.0.1/a.mp4"), "/a.mp4", null, "target") { Expected = expected, Received = received, Offset = offset };
}
