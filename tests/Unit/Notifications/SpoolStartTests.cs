namespace TencentLvb.Unit.Notifications;

/// <summary>A start continues with the state of earlier runs, including segments that it reads later.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolStartTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly SpoolFolder _folder = new();

    // Private, as a receiver creates it; otherwise a start warns.
    public SpoolStartTests() => PrivateFile.CreateFolder(_folder.Path);

    public void Dispose() => _folder.Dispose();

    private EventSpool Open(TimeSpan? retention = null) => EventSpool.Open(_folder.Path, retention, () => Now);

    private void Journal(int number, params string[] lines) =>
        File.WriteAllText(Path.Combine(_folder.Path, $"done-{number:d8}.log"), string.Concat(lines.Select(line => line + "\n")));

    private static string Done(int number, DateTimeOffset at) =>
        $"D {number} {at.ToUnixTimeMilliseconds()} {new EventFingerprint(0, (ulong)number)}";

    private string Text(string pattern) => string.Concat(_folder.Files(pattern).Order(StringComparer.Ordinal).Select(path =>
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }));

    [Fact]
    public void Keys_are_known_for_their_time_oldest_first_across_any_number_of_starts()
    {
        Journal(1, Done(1, Now), Done(2, Now.AddMinutes(-5)), Done(3, Now.AddMinutes(-6)), Done(4, Now.AddMinutes(-31)));
        for (var i = 0; i < 2; i++)
        {
            using var spool = Open();
            Assert.Equal([3, 2, 1], spool.KnownKeys.Select(key => (int)key.Key.Low));
        }

        for (var i = 0; i < 2; i++)
        {
            using var shorter = Open(TimeSpan.FromMinutes(5));
            Assert.Equal([2, 1], shorter.KnownKeys.Select(key => (int)key.Key.Low));
        }
    }

    [Fact]
    public void Keys_of_waiting_events_are_known_too()
    {
        _folder.Fill(2, done: 0);
        using var spool = EventSpool.Open(_folder.Path);
        Assert.Equal([NotificationParser.Parse(Signed.Fresh(1)).Key, NotificationParser.Parse(Signed.Fresh(2)).Key],
            spool.KnownKeys.Select(key => key.Key));
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        Assert.Empty(spool.KnownKeys);
    }

    [Theory]
    [InlineData(20, 21)]
    [InlineData(2, 4)]
    public async Task Numbers_of_events_and_files_continue_after_the_highest(int done, int next)
    {
        _folder.Fill(3, done: 0);
        var segment = Assert.Single(_folder.Files("events-*"));
        File.Copy(segment, Path.Combine(_folder.Path, "events-00000007.log"));
        Journal(5, Done(1, Now), Done(done, Now));
        Journal(9, Done(1, Now));
        using var spool = Open();
        using var inbox = new EventQueue();
        await spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(4)), inbox);
        Assert.Equal("events-00000008.log", Path.GetFileName(_folder.Files("events-*").Max()));
        Assert.Contains($"E {next} ", Text("events-00000008.log"), StringComparison.Ordinal);
        Assert.Equal("done-00000010.log", Path.GetFileName(Assert.Single(_folder.Files("done-*"))));
    }

    [Fact]
    public void Only_the_newest_journal_may_end_in_a_line_that_was_cut()
    {
        Journal(1, Done(1, Now));
        File.WriteAllText(Path.Combine(_folder.Path, "done-00000002.log"), Done(2, Now) + "\nD 3 17");
        using var spool = Open();
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        Assert.False(inbox.TryTake(TimeSpan.Zero, default, out _, out _));
        Assert.Empty(_folder.Failed);
    }

    [Fact]
    public void A_folder_with_a_segment_of_more_than_1_GiB_cannot_be_used_and_is_not_held()
    {
        var path = Path.Combine(_folder.Path, "events-00000001.log");
        using (var file = File.Create(path))
        {
            file.SetLength(int.MaxValue / 2 + 1);
        }

        var error = Assert.Throws<LvbException>(() => Open());
        Assert.Equal("LvbSpoolFailed", error.ErrorId);
        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
        File.Delete(path);
        Open().Dispose();
    }

    [Fact]
    public async Task After_the_end_nothing_is_accepted()
    {
        using var inbox = new EventQueue();
        var spool = EventSpool.Open(_folder.Path);
        spool.Dispose();
        var error = await Assert.ThrowsAsync<LvbException>(() => spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(1)), inbox));
        Assert.Equal("LvbSpoolFailed", error.ErrorId);
        Assert.Contains("closed", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, inbox.Count);
    }

    [Fact]
    public void An_event_that_fails_again_and_again_is_moved_once_and_named_by_its_number()
    {
        _folder.Fill(2, done: 0);
        Journal(9, "B 1 a", "B 1 b", "B 1 c");
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([2], events);
        var moved = Path.Combine(_folder.Path, "failed", "00000001.json");
        Assert.Equal(Signed.Fresh(1).Length, File.ReadAllBytes(moved).Length);
        Assert.Contains(moved, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("ConvertFrom-LvbEvent", warnings[0], StringComparison.Ordinal);
        Assert.Empty(_folder.Start().Warnings);
    }

    [Fact]
    public void An_event_that_cannot_be_moved_is_reported_and_skipped()
    {
        _folder.Fill(2, done: 0);
        Journal(9, "B 1 a", "B 1 b", "B 1 c");
        File.WriteAllText(Path.Combine(_folder.Path, "failed"), "not a folder");
        for (var i = 0; i < 2; i++)
        {
            (int[] events, string[] warnings) = _folder.Start();
            Assert.Equal([2], events);
            Assert.StartsWith("LvbSpoolFailed: ", Assert.Single(warnings), StringComparison.Ordinal);
            Assert.Contains("'failed'", warnings[0], StringComparison.Ordinal);
        }
    }

    // Segments with five events and then garbage (so much that a start reads only this one), with some events, and with one.
    private void FillLong(DateTimeOffset at, int some = 5)
    {
        var number = 0;
        for (var segment = 1; segment <= 3; segment++)
        {
            var bytes = new TextBytes();
            for (var left = new[] { 5, some, 1 }[segment - 1]; left > 0; left--)
            {
                var parsed = NotificationParser.Parse(Signed.Fresh(++number));
                parsed.Event.ReceivedAt = at;
                SpoolRecord.Write(bytes, number, parsed, Crc32.Of(parsed.Body));
            }

            using var file = File.Create(Path.Combine(_folder.Path, $"events-{segment:d8}.log"));
            file.Write(bytes.Bytes, 0, bytes.Count);
            file.SetLength(segment == 1 ? SpoolRest.ReadAtStart + 1 : bytes.Count);
        }
    }

    private static bool IsGarbage(string warning) => warning.Contains("is damaged", StringComparison.Ordinal);

    [Theory]
    [InlineData(6, 7)]
    [InlineData(7, 6)]
    public void A_long_spool_is_emitted_in_order_without_what_an_earlier_run_did(int done, int broken)
    {
        FillLong(Now.AddDays(-1));
        // All old, and still required: the last event of the first segment, the first and the last of the next.
        string[] breaks = [.. new[] { 2, broken }.SelectMany(number => new[] { $"B {number} a", $"B {number} b", $"B {number} c" })];
        Journal(3, [OldDone(5), OldDone(done), OldDone(10), .. breaks]);
        // A start that ends before the first event changes nothing.
        Open().Dispose();
        var (events, warnings) = _folder.Start(finish: true);
        Assert.Equal([1, 3, 4, 8, 9, 11], events);
        Assert.Equal(2, warnings.Count(warning => !IsGarbage(warning)));
        Assert.Equal(["00000002.json", $"0000000{broken}.json", "events-00000001.log"],
            _folder.Failed.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(_folder.Files("events-*"));
    }

    // The line of an event that was completed long ago.
    private string OldDone(int number)
    {
        var segment = new SpoolSegment(_folder.Files("events-*").Order(StringComparer.Ordinal).ElementAt((number - 1) / 5), () => false);
        return $"D {number} 1600000000000 {SpoolSegmentReader.Read(segment).Entries[(number - 1) % 5].Key}";
    }

    [Fact]
    public void A_segment_that_disappears_is_reported_and_the_others_are_emitted()
    {
        FillLong(Now);
        using var spool = Open();
        Assert.Equal(11, spool.KnownKeys.Count);
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        var missing = Path.Combine(_folder.Path, "events-00000002.log");
        File.Delete(missing);
        var events = new List<string>();
        while (inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out string? warning))
        {
            events.Add(delivery is null ? warning! : ((StreamStateEvent)delivery.Load()).Sequence!);
        }

        Assert.Equal(["1", "2", "3", "4", "5", "11"], events.Where(item => item.Length < 5));
        var reported = Assert.Single(events, item => item.Length > 5 && !IsGarbage(item));
        Assert.Contains($"'{missing}'", reported, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 5, 1, 0)]
    [InlineData(0, 5, 11, 0)]
    [InlineData(0, 250, 256, 1)]
    public void What_a_filter_leaves_of_a_long_spool_is_counted(int done, int some, int left, int pauses)
    {
        FillLong(Now, some);
        Journal(3, [.. Enumerable.Range(1, done).Select(OldDone)]);
        using var spool = Open();
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter([LvbEventType.StreamEnded], null));
        var seen = new List<string?>();
        while (inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out string? warning))
        {
            Assert.Null(delivery);
            seen.Add(warning);
        }

        // The pauses let the caller notice a stop.
        Assert.Equal(pauses, seen.Count(warning => warning is null));
        var counted = Assert.Single(seen, warning => warning is not null && !IsGarbage(warning));
        Assert.Matches($"^{left} {(left == 1 ? "event" : "events")} ", counted);
    }

    [Fact]
    public void An_event_that_cannot_be_read_is_left_by_a_filter()
    {
        _folder.Fill(2, done: 0);
        using var spool = EventSpool.Open(_folder.Path);
        File.Delete(Assert.Single(_folder.Files("events-*")));
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter([LvbEventType.StreamStarted], null));
        Assert.Equal(0, inbox.Count);
        Assert.True(inbox.TryTake(TimeSpan.Zero, default, out _, out string? warning));
        Assert.StartsWith("2 events", warning, StringComparison.Ordinal);
    }
}
