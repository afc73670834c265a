namespace TencentLvb.Unit.Notifications;

/// <summary>A fully processed segment that cannot be removed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolRemovalTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Events_of_a_segment_that_cannot_be_removed_are_not_emitted_again()
    {
        _folder.Fill(3, 0);
        var segment = Assert.Single(_folder.Files("events-*.log"));
        Assert.SkipUnless(
            Mounts.Run("mount", "--bind", segment, segment), "Requires root on Linux: a mounted file cannot be removed.");
        try
        {
            Assert.Equal([1, 2, 3], _folder.Start(finish: true).Events);
            for (var days = 1; days <= 3; days++)
            {
                Assert.True(File.Exists(segment));

                // By then, the keys are only needed to know which events were processed.
                Assert.Empty(_folder.Start(finish: true, later: TimeSpan.FromDays(days)).Events);
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
