namespace TencentLvb.Unit.Notifications;

/// <summary>Files whose close reports a failure, which a network file system may do.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolCloseTests : IDisposable
{
    private readonly SpoolFolder _folder = new();
    private readonly EventQueue _inbox = new();

    public void Dispose()
    {
        _inbox.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_segment_whose_close_fails_refuses_its_group_and_is_followed_by_another()
    {
        var disk = new FaultyDisk { FailsClose = true, FailsWrite = true };
        using (EventSpool spool = EventSpool.Open(_folder.Path, create: disk.Create))
        {
            var error = await Assert.ThrowsAsync<LvbException>(() => Store(spool, 1));
            Assert.Equal("LvbSpoolFailed", error.ErrorId);
            disk.FailsWrite = false;
            await Store(spool, 2);
            Assert.True(_inbox.TryTake(TimeSpan.FromSeconds(20), default, out QueuedEvent? delivery, out _));
            delivery!.Complete(EventDisposition.Taken);
            await Store(spool, 3);
        }

        // The folder is free again.
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([3], events);
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_journal_continues_after_a_full_or_deleted_file_whose_close_fails()
    {
        var disk = new FaultyDisk { FailsClose = true };
        Directory.CreateDirectory(_folder.Path);
        using SpoolLock hold = SpoolLock.Hold(_folder.Path);
        using (var writer = new SpoolJournalWriter(
            hold, TimeSpan.FromMinutes(30), () => DateTimeOffset.UnixEpoch, () => false, disk.Create))
        {
            writer.Unwritten.Append(new byte[(4 * 1024 * 1024) + 1]);
            writer.Write(isChecked: true);
            Write(writer, "a");
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(Path.Combine(_folder.Path, "done-00000002.log"));
            }

            Write(writer, "b");
            Write(writer, "c");
        }

        Assert.Equal("abc", File.ReadAllText(_folder.Files("done-*").Order(StringComparer.Ordinal).Last()));

        static void Write(SpoolJournalWriter writer, string text)
        {
            writer.Unwritten.Append(text);
            writer.Write(isChecked: true);
        }
    }

    private Task Store(EventSpool spool, int number) => spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(number)), _inbox);
}
