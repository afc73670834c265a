namespace TencentLvb.Unit.Notifications;

/// <summary>A segment that is done but cannot be removed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolRemovalTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Events_of_a_segment_that_cannot_be_removed_do_not_come_again()
    {
        _folder.Fill(3, 0);
        var segment = Assert.Single(_folder.Files("events-*.log"));
        Assert.SkipUnless(
            Mounts.Run("mount", "--bind", segment, segment), "Only root on Linux can mount a file, which cannot be removed then.");
        try
        {
            Assert.Equal([1, 2, 3], _folder.Start(finish: true).Events);
            for (var start = 0; start < 3; start++)
            {
                Assert.True(File.Exists(segment));
                Assert.Empty(_folder.Start(finish: true).Events);
            }
        }
        finally
        {
            Assert.True(Mounts.Run("umount", segment));
        }

        Assert.Empty(_folder.Start(finish: true).Events);
        Assert.False(File.Exists(segment));
    }
}
