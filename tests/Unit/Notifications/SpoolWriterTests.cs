using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>The writer creates segments and marks their ends, and removes a group that failed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolWriterTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private readonly SpoolFolder _folder = new();
    private readonly EventQueue _inbox = new();

    public void Dispose()
    {
        _inbox.Dispose();
        _folder.Dispose();
    }

    private static UnverifiedEvent Event(int number) =>
        NotificationParser.Parse(Encoding.ASCII.GetBytes($$"""{"event_type":1,"stream_id":"8888_a","sequence":"{{number}}"}"""));

    private async Task<QueuedEvent> Store(EventSpool spool, UnverifiedEvent parsed)
    {
        await spool.StoreAsync(parsed, _inbox).WaitAsync(Long);
        return Next();
    }

    private QueuedEvent Next()
    {
        Assert.True(_inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out _));
        return delivery!;
    }

    private string[] Segments() => [.. _folder.Files("events-*").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_first_256_waiting_events_stay_in_memory_and_further_ones_are_read_from_the_disk()
    {
        using var spool = EventSpool.Open(_folder.Path);
        var events = Enumerable.Range(1, 260).Select(number => Event(number)).ToArray();
        await Task.WhenAll(events.Select(one => spool.StoreAsync(one, _inbox))).WaitAsync(Long);
        // In a group of its own, which begins later in the file.
        await spool.StoreAsync(Event(261), _inbox).WaitAsync(Long);
        var loaded = Enumerable.Range(0, 261).Select(_ => Next().Load()).ToArray();
        Assert.Equal(Enumerable.Repeat(true, 256).Concat(Enumerable.Repeat(false, 4)),
            events.Select((one, i) => ReferenceEquals(one.Event, loaded[i])));
        Assert.Equal(Enumerable.Range(1, 261).Select(number => $"{number}"), loaded.Select(told => ((StreamStateEvent)told).Sequence));
    }

    [Theory]
    [InlineData(9_000_000, false, "events-00000001.log events-00000002.log")]
    [InlineData(9_000_000, true, "events-00000002.log")]
    [InlineData(1_200_000, false, "events-00000001.log")]
    [InlineData(1_200_000, true, "events-00000002.log")]
    [InlineData(900_000, true, "events-00000001.log")]
    public async Task A_segment_ends_at_8_MiB_or_when_it_is_done_at_1_MiB(int size, bool isDone, string segments)
    {
        using var spool = EventSpool.Open(_folder.Path);
        var first = await Store(spool, Event(1) with { Body = new byte[size] });
        first.Complete(isDone ? EventDisposition.Taken : EventDisposition.Interrupted);
        await Store(spool, Event(2));
        Assert.Equal(segments.Split(' '), Segments());
    }

    [Fact]
    public async Task Events_that_were_accepted_before_the_end_are_stored()
    {
        var spool = EventSpool.Open(_folder.Path);
        (await Store(spool, Event(1))).Complete(EventDisposition.Taken);
        Assert.Single(Segments());
        spool.Dispose();
        // All of its events are done.
        Assert.Empty(Segments());

        spool = EventSpool.Open(_folder.Path);
        (await Store(spool, Event(1))).Complete(EventDisposition.Taken);
        var stored = Enumerable.Range(2, 100).Select(number => spool.StoreAsync(Event(number), _inbox)).ToArray();
        spool.Dispose();
        await Task.WhenAll(stored).WaitAsync(Long);
        // No file stays open.
        Assert.All(_folder.Files("*.log"), OpenFile.AssertClosed);

        Assert.Equal(Enumerable.Range(2, 100), _folder.Start().Events);
    }

    [Fact]
    public async Task Each_group_is_flushed_to_the_disk_and_so_is_the_journal_of_a_start()
    {
        _folder.Fill(2, done: 1);
        var flushed = new List<string>();
        using var spool = EventSpool.Open(_folder.Path, create: path => new FlushedFile(path, flushed));
        Assert.Equal(["done-00000002.log"], flushed);
        await Store(spool, Event(7));
        Assert.Equal(["done-00000002.log", "events-00000002.log"], flushed);
    }

    [Fact]
    public async Task A_failed_group_leaves_the_segment_as_it_was()
    {
        var disk = new FaultyDisk { Written = 10 };
        using (var spool = EventSpool.Open(_folder.Path, create: disk.Create))
        {
            await Store(spool, Event(1));
            var path = Assert.Single(_folder.Files("events-*"));
            var length = new FileInfo(path).Length;
            disk.FailsWrite = true;
            await Refused(spool, Event(2));
            Assert.Equal(length, new FileInfo(path).Length);
            disk.FailsWrite = false;
            await Store(spool, Event(3));
            Assert.Single(Segments());
        }

        var (events, warnings) = _folder.Start();
        Assert.Equal([1, 3], events);
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task A_group_that_fails_in_an_empty_segment_leaves_no_segment()
    {
        var disk = new FaultyDisk { Written = 10, FailsWrite = true };
        using var spool = EventSpool.Open(_folder.Path, create: disk.Create);
        await Refused(spool, Event(1));
        Assert.Empty(Segments());
        disk.FailsWrite = false;
        (await Store(spool, Event(2))).Complete(EventDisposition.Taken);
        disk.FailsWrite = true;
        await Refused(spool, Event(3));
        Assert.Empty(Segments());
    }

    [Fact]
    public async Task A_segment_that_others_truncate_is_named()
    {
        var disk = new FaultyDisk { CutsAfterFlush = true };
        using var spool = EventSpool.Open(_folder.Path, create: disk.Create);
        Assert.Contains("events-0000000", (await Refused(spool, Event(1))).Message, StringComparison.Ordinal);
        disk.CutsAfterFlush = false;
        await Store(spool, Event(2));
        Assert.Equal(0, _inbox.Count);
    }

    [Fact]
    public async Task A_failure_of_the_pipeline_is_recorded_at_once()
    {
        using var spool = EventSpool.Open(_folder.Path);
        (await Store(spool, Event(1))).Complete(EventDisposition.Failed);
        using var journal = new StreamReader(new FileStream(
            Assert.Single(_folder.Files("done-*")), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        Assert.StartsWith("B 1 ", await journal.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_are_kept_while_a_segment_of_an_earlier_run_has_unfinished_events()
    {
        var now = DateTimeOffset.UtcNow;
        _folder.Fill(2, done: 0);
        using var spool = EventSpool.Open(_folder.Path, now: () => now, create: path => new FullFile(path));
        spool.Replay(_inbox, new EventFilter(null, null));
        QueuedEvent first = Next(), second = Next();
        // Each result fills a file of the journal.
        first.Complete(EventDisposition.Taken);
        var results = _folder.Files("done-*").Max()!;
        now += TimeSpan.FromDays(1);
        (await Store(spool, Event(3))).Complete(EventDisposition.Taken);
        Assert.True(File.Exists(results));
        second.Complete(EventDisposition.Taken);
        Assert.True(File.Exists(results));
        (await Store(spool, Event(4))).Complete(EventDisposition.Taken);
        Assert.False(File.Exists(results));
    }

    private sealed class FullFile(string path)
        : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1)
    {
        public override long Position
        {
            get => base.Position > 0 ? int.MaxValue : 0;
            set => base.Position = value;
        }
    }

    private async Task<LvbException> Refused(EventSpool spool, UnverifiedEvent parsed)
    {
        var error = await Assert.ThrowsAsync<LvbException>(() => spool.StoreAsync(parsed, _inbox).WaitAsync(Long));
        Assert.Equal("LvbSpoolFailed", error.ErrorId);
        Assert.Equal(0, _inbox.Count);
        return error;
    }

    private sealed class FlushedFile(string path, List<string> flushed)
        : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1)
    {
        public override void Flush(bool flushToDisk)
        {
            base.Flush(flushToDisk);
            if (flushToDisk)
            {
                flushed.Add(Path.GetFileName(Name));
            }
        }
    }
}
