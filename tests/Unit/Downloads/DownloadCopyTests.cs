using System.Text;
using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>Which received bytes are checked and written, and when copying ends.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class DownloadCopyTests : IDisposable
{
    private static readonly byte[] Page = [.. Encoding.ASCII.GetBytes("<html>sign in"), .. Bytes('A', 499)];

    private readonly DownloadItem item = new(new Uri("http://files.example.com/a.mp4"), "/tmp/a.mp4", null, "target");
    private readonly MemoryStream target = new();

    public void Dispose() => target.Dispose();

    [Fact]
    public async Task OnlyTheBeginningOfAFileIsCheckedForAPage()
    {
        await Copy(new Parts(Bytes('A', 512), Page));
        Assert.Equal([.. Bytes('A', 512), .. Page], target.ToArray());
        Assert.Equal(1024, item.Received);
    }

    [Fact]
    public async Task TheRestOfAFileMayLookLikeAPage()
    {
        item.Received = 1000;
        await Copy(new Parts(Page));
        Assert.Equal(Page, target.ToArray());
        Assert.Equal(1512, item.Received);
    }

    [Fact]
    public async Task APageIsRefusedAsSoonAsItsBeginningHasArrived()
    {
        var error = await Assert.ThrowsAsync<LvbException>(() => Copy(new Parts(Page[..300], Page[300..]) { Failure = new IOException() }));
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Equal(0, target.Length);
    }

    [Fact]
    public async Task OneByteMoreThanAnnouncedIsNoticed()
    {
        item.Expected = 1000;
        await Copy(new Parts(Bytes('A', 1000), Bytes('A', 1)));
        Assert.Equal(1001, item.Received);
    }

    [Fact]
    public async Task AnEndlessBodyIsReadOnlyUntilItIsTooLong()
    {
        item.Expected = 1000;
        await Copy(new Parts(Bytes('A', 1000), Bytes('A', 600), Bytes('A', 600)));
        Assert.Equal(1600, item.Received);
    }

    [Fact]
    public async Task ASourceThatFallsSilentEndsAfterTheTimeout() =>
        await Assert.ThrowsAsync<TimeoutException>(
            () => Copy(new Parts(Bytes('A', 600)) { IsSilent = true }, TimeSpan.FromMilliseconds(20)));

    [Fact]
    public async Task AStopDuringSilenceIsNotATimeout()
    {
        using var stop = new CancellationTokenSource();
        var source = new Parts(Bytes('A', 600)) { IsSilent = true, OnSilence = stop.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Copy(source, TimeSpan.FromMinutes(1), stop.Token));
        Assert.Equal(600, item.Received);
    }

    private Task Copy(Parts source, TimeSpan? patience = null, CancellationToken stop = default) =>
        DownloadCopy.RunAsync(source, target, item, patience ?? TimeSpan.FromSeconds(20), stop);

    /// <summary>A source that arrives in parts, and then ends, fails or falls silent.</summary>
    private sealed class Parts(params byte[][] parts) : MemoryStream
    {
        private int next;

        public Exception? Failure { get; init; }

        public bool IsSilent { get; init; }

        public Action OnSilence { get; init; } = () => { };

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (next < parts.Length)
            {
                var part = parts[next++];
                part.CopyTo(buffer, offset);
                return part.Length;
            }

            if (IsSilent)
            {
                OnSilence();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Failure is null ? 0 : throw Failure;
        }
    }
}
