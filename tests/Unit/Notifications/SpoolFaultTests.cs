namespace TencentLvb.Unit.Notifications;

/// <summary>Writes that fail, folders that disappear, files that others may read.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolFaultTests : IDisposable
{
    private readonly SpoolFolder _folder = new();
    private readonly EventQueue _inbox = new();

    public void Dispose()
    {
        _inbox.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 100)]
    [InlineData(false, 0)]
    public async Task A_group_refused_by_a_full_disk_is_not_emitted_at_the_next_start(bool isWrite, int written)
    {
        var disk = new FaultyDisk();
        using (EventSpool spool = EventSpool.Open(_folder.Path, create: disk.Create))
        {
            await Store(spool, 1);
            disk.FailsWrite = isWrite;
            disk.FailsFlush = !isWrite;
            disk.Written = written;
            var error = await Assert.ThrowsAsync<LvbException>(() => Store(spool, 2));
            Assert.Equal("LvbSpoolFailed", error.ErrorId);
            Assert.Contains("no space", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, _inbox.Count);
            disk.FailsWrite = disk.FailsFlush = false;
            await Store(spool, 3);
        }

        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([1, 3], events);
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task A_journal_line_cut_by_a_full_disk_is_written_whole_with_the_next()
    {
        var disk = new FaultyDisk();
        using (EventSpool spool = EventSpool.Open(_folder.Path, create: disk.Create))
        {
            await Store(spool, 1);
            await Store(spool, 2);
            await Store(spool, 3);
            Take().Complete(EventDisposition.Taken);
            disk.FailsWrite = true;
            disk.Written = 10;
            Assert.Throws<IOException>(() => Take().Complete(EventDisposition.Taken));
            disk.FailsWrite = false;
            Take().Complete(EventDisposition.Taken);
            await Store(spool, 4);
        }

        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([4], events);
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(50, true)]
    [InlineData(50, false)]
    public async Task A_full_disk_at_the_start_still_emits_what_waits(int written, bool hasRoom)
    {
        _folder.Fill(5, done: 2);
        var disk = new FaultyDisk { FailsWrite = true, Written = written };
        using (EventSpool spool = EventSpool.Open(_folder.Path, create: disk.Create))
        {
            spool.Replay(_inbox, new EventFilter(null, null));
            var events = new List<QueuedEvent>();
            string? warning = null;
            while (_inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out string? text))
            {
                warning ??= text;
                events.AddRange(delivery is null ? [] : [delivery]);
            }

            Assert.Contains("no space left", warning, StringComparison.Ordinal);
            Assert.Equal(["3", "4", "5"], events.Select(delivery => ((StreamStateEvent)delivery.Load()).Sequence));
            Assert.Throws<IOException>(() => events[0].Complete(EventDisposition.Taken));
            Assert.Throws<IOException>(() => events[1].Complete(EventDisposition.Taken));
            disk.FailsWrite = !hasRoom;
            if (hasRoom)
            {
                await Store(spool, 6);
            }
        }

        // Events done before are always known. Events done since are known where they could be written.
        Assert.Equal(hasRoom ? [5, 6] : [3, 4, 5], _folder.Start().Events);
    }

    [Fact]
    public async Task A_segment_that_cannot_be_created_is_reported_and_the_next_one_is_used()
    {
        using EventSpool spool = EventSpool.Open(_folder.Path);
        using var inbox = new EventQueue();
        await spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(1)), inbox);

        // Obstacles in the place of the next segments prevent their creation, as a full disk does.
        spool.CloseSegmentForTest();
        string[] next = ["events-00000002.log", "events-00000003.log"];
        Array.ForEach(next, name => Directory.CreateDirectory(Path.Combine(_folder.Path, name)));
        var error = await Assert.ThrowsAsync<LvbException>(() => spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(2)), inbox));
        Assert.Equal("LvbSpoolFailed", error.ErrorId);
        Array.ForEach(next, name => Directory.Delete(Path.Combine(_folder.Path, name)));
        await spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(3)), inbox);
        Assert.Equal(2, inbox.Count);
    }

    [Fact]
    public async Task An_unexpected_failure_is_LvbSpoolFailed_too()
    {
        var disk = new FaultyDisk { Failure = new InvalidOperationException("odd") };
        using EventSpool spool = EventSpool.Open(_folder.Path, create: disk.Create);
        disk.FailsWrite = true;
        Assert.Equal("LvbSpoolFailed", (await Assert.ThrowsAsync<LvbException>(() => Store(spool, 1))).ErrorId);
        disk.FailsWrite = false;
        await Store(spool, 2);
        Assert.Equal(1, _inbox.Count);
    }

    [Fact]
    public void An_unexpected_failure_at_the_start_is_LvbSpoolFailed()
    {
        foreach (string path in new[] { "a\0b", "", new string('x', 5_000) })
        {
            Assert.Equal("LvbSpoolFailed", Assert.Throws<LvbException>(() => EventSpool.Open(path)).ErrorId);
        }
    }

    [Fact]
    public async Task A_missing_folder_acknowledges_nothing_and_recovers_when_it_returns()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete a folder with open files.");
        using EventSpool spool = EventSpool.Open(_folder.Path);
        using var fixture = new ReceiverFixture(spool);
        Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
        Directory.Delete(_folder.Path, true);
        Assert.Equal(503, fixture.Status(Signed.Fresh(2)));
        Assert.Contains("LvbSpoolFailed", fixture.Warning(), StringComparison.Ordinal);
        Assert.Equal(503, fixture.Status(Signed.Fresh(2)));
        Directory.CreateDirectory(_folder.Path);
        Assert.Equal(200, fixture.Status(Signed.Fresh(2)));
        Assert.Contains("\"sequence\":\"2\"", await ReadShared(Assert.Single(_folder.Files("events-*"))), StringComparison.Ordinal);
        // The folder is locked again.
        Assert.Contains("another Receive-LvbEvent", Assert.Throws<LvbException>(() => EventSpool.Open(_folder.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_replaced_folder_acknowledges_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not move a folder with open files.");
        using EventSpool spool = EventSpool.Open(_folder.Path);
        using var fixture = new ReceiverFixture(spool);
        Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
        string moved = _folder.Path + "-moved";
        Directory.Move(_folder.Path, moved);
        try
        {
            using EventSpool other = EventSpool.Open(_folder.Path);
            Assert.Equal(503, fixture.Status(Signed.Fresh(2)));
            Assert.Contains("another Receive-LvbEvent", fixture.Warning(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(moved, true);
        }
    }

    [Fact]
    public async Task A_segment_that_is_truncated_while_it_is_written_acknowledges_nothing()
    {
        var disk = new FaultyDisk();
        using (EventSpool spool = EventSpool.Open(_folder.Path, create: disk.Create))
        {
            await Store(spool, 1);
            disk.CutsAfterFlush = true;
            Assert.Equal("LvbSpoolFailed", (await Assert.ThrowsAsync<LvbException>(() => Store(spool, 2))).ErrorId);
            disk.CutsAfterFlush = false;
            await Store(spool, 2);
        }

        Assert.Equal([1, 2], _folder.Start().Events);
    }

    [Fact]
    public async Task A_lock_that_is_held_briefly_is_waited_for()
    {
        _folder.Fill(1, done: 0);
        var held = new FileStream(Path.Combine(_folder.Path, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var opening = Task.Run(() => EventSpool.Open(_folder.Path).Dispose());
        await Task.Delay(100);
        Assert.False(opening.IsCompleted);
        held.Dispose();
        await opening;
    }

    [Fact]
    public async Task A_deleted_journal_is_started_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete an open file.");
        using (EventSpool spool = EventSpool.Open(_folder.Path))
        {
            await Store(spool, 1);
            await Store(spool, 2);
            await Store(spool, 3);
            Take().Complete(EventDisposition.Taken);
            File.Delete(Assert.Single(_folder.Files("done-*")));
            Take().Complete(EventDisposition.Taken);
        }

        // Recent records are written again. Their number depends on the timing.
        Assert.Equal([3], _folder.Start().Events.Except([1]));
    }

    private Task Store(EventSpool spool, int number) => spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(number)), _inbox);

    private QueuedEvent Take()
    {
        Assert.True(_inbox.TryTake(TimeSpan.FromSeconds(20), default, out QueuedEvent? delivery, out _));
        return delivery!;
    }

    private static async Task<string> ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }
}
