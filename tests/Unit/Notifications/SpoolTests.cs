namespace TencentLvb.Unit.Notifications;

[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "lvb-spool-" + Guid.NewGuid().ToString("n"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, true);
        }
    }

    [Fact]
    public void An_event_is_acknowledged_before_the_pipeline_has_processed_it()
    {
        using EventSpool spool = EventSpool.Open(_folder);
        using var fixture = new ReceiverFixture(spool);
        Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
        Assert.Contains("\"sequence\":\"1\"", string.Concat(Files("events-*").Select(ReadShared)), StringComparison.Ordinal);
        Assert.Equal("1", Sequence(fixture.Take()));
    }

    [Fact]
    public void Unfinished_events_come_first_at_the_next_start()
    {
        Run(fixture =>
        {
            Enumerable.Range(1, 5).ToList().ForEach(i => Assert.Equal(200, fixture.Status(Signed.Fresh(i))));
            fixture.Take().Complete(EventDisposition.Taken);
            fixture.Take().Complete(EventDisposition.Taken);
            fixture.Take().Complete(EventDisposition.Interrupted);
        });
        Run(fixture =>
        {
            Assert.Equal(200, fixture.Status(Signed.Fresh(6)));
            string[] sequences = Enumerable.Range(0, 4).Select(_ => Finish(fixture.Take())).ToArray();
            Assert.Equal(["3", "4", "5", "6"], sequences);
        });
        Run(fixture => Assert.Equal(0, fixture.Receiver.Inbox.Count));
        Assert.Empty(Files("events-*"));
    }

    [Fact]
    public void Events_are_restored_unchanged()
    {
        LvbEvent first = null!;
        Run(fixture =>
        {
            Assert.Equal(200, fixture.Status(Signed.Bytes(Signed.Tape)));
            first = fixture.Take().Load();
        });
        Run(fixture =>
        {
            var again = Assert.IsType<TapeFileEvent>(fixture.Take().Load());
            Assert.Equal((first.Raw, first.Verified, ((TapeFileEvent)first).TaskId), (again.Raw, again.Verified, again.TaskId));
            Assert.Equal(first.ReceivedAt.ToUnixTimeMilliseconds(), again.ReceivedAt.ToUnixTimeMilliseconds());
        });
    }

    [Fact]
    public void Repeats_are_recognized_across_starts()
    {
        Run(fixture =>
        {
            Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
            Finish(fixture.Take());
            Assert.Equal(200, fixture.Status(Signed.Fresh(2)));
        });
        for (int i = 0; i < 3; i++)
        {
            Run(fixture =>
            {
                Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
                Assert.Equal(200, fixture.Status(Signed.Fresh(2)));
                Assert.Equal(1, fixture.Receiver.Inbox.Count);
            });
        }
    }

    [Fact]
    public void Repeats_are_forgotten_after_their_time()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using (EventSpool spool = EventSpool.Open(_folder, now: () => now.AddHours(-2)))
        using (var fixture = new ReceiverFixture(spool))
        {
            Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
            Finish(fixture.Take());
        }

        using (EventSpool later = EventSpool.Open(_folder, now: () => now))
        {
            Assert.Empty(later.KnownKeys);
        }

        Assert.All(Files("done-*"), path => Assert.Equal(0, new FileInfo(path).Length));
    }

    [Fact]
    public void An_event_that_broke_the_pipeline_at_three_starts_moves_to_failed()
    {
        Run(fixture =>
        {
            Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
            Assert.Equal(200, fixture.Status(Signed.Fresh(2)));
            fixture.Take().Complete(EventDisposition.Failed);
        });
        for (int i = 0; i < 2; i++)
        {
            Run(fixture => fixture.Take().Complete(EventDisposition.Failed));
        }

        Run(fixture =>
        {
            string warning = fixture.Warning();
            string moved = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "failed")));
            Assert.Contains(moved, warning, StringComparison.Ordinal);
            Assert.Contains("\"sequence\":\"1\"", File.ReadAllText(moved), StringComparison.Ordinal);
            Assert.Equal("2", Finish(fixture.Take()));
        });
        Run(fixture => Assert.False(fixture.Receiver.Inbox.TryTake(TimeSpan.Zero, default, out _, out _)));
    }

    [Fact]
    public void Stops_do_not_count_as_failures()
    {
        Run(fixture => Assert.Equal(200, fixture.Status(Signed.Fresh(1))));
        for (int i = 0; i < 5; i++)
        {
            Run(fixture => fixture.Take().Complete(EventDisposition.Interrupted));
        }

        Run(fixture => Assert.Equal("1", Finish(fixture.Take())));
    }

    [Fact]
    public void Only_one_receiver_at_a_time_can_use_the_folder()
    {
        using (EventSpool.Open(_folder))
        {
            var error = Assert.Throws<LvbException>(() => EventSpool.Open(_folder));
            Assert.Equal("LvbSpoolFailed", error.ErrorId);
            Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
            Assert.Contains("another Receive-LvbEvent", error.Message, StringComparison.Ordinal);
        }

        EventSpool.Open(_folder).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_LvbSpoolFailed()
    {
        string file = Path.GetTempFileName();
        Assert.Equal("LvbSpoolFailed", Assert.Throws<LvbException>(() => EventSpool.Open(Path.Combine(file, "x"))).ErrorId);
        File.Delete(file);
    }

    [Fact]
    public void A_record_cut_by_a_crash_is_omitted()
    {
        Run(fixture => Enumerable.Range(1, 3).ToList().ForEach(i => Assert.Equal(200, fixture.Status(Signed.Fresh(i)))));
        string segment = Assert.Single(Files("events-*"));
        byte[] whole = File.ReadAllBytes(segment);
        // Wherever the third record is cut, the first two are emitted.
        int third = whole.AsSpan().LastIndexOf("\nE "u8) + 1;
        foreach (int length in new[] { third, third + 1, third + 30, third + 100, whole.Length - 1 })
        {
            File.WriteAllBytes(segment, whole[..length]);
            using EventSpool spool = EventSpool.Open(_folder);
            using var inbox = new EventQueue();
            spool.Replay(inbox, new EventFilter(null, null));
            Assert.Equal(2, inbox.Count);
        }
    }

    [Fact]
    public void Events_of_an_earlier_filter_wait_for_a_run_that_selects_them()
    {
        Run(fixture =>
        {
            Assert.Equal(200, fixture.Status(Signed.Fresh(1)));
            Assert.Equal(200, fixture.Status(Signed.Bytes(Signed.Tape)));
        });
        using (EventSpool spool = EventSpool.Open(_folder))
        using (var fixture = new ReceiverFixture(spool, filter: new EventFilter([LvbEventType.TapeFileCreated], null)))
        {
            Assert.Contains("1 event from an earlier run remains in the spool", fixture.Warning(), StringComparison.Ordinal);
            QueuedEvent only = fixture.Take();
            Assert.IsType<TapeFileEvent>(only.Load());
            only.Complete(EventDisposition.Taken);
            Assert.Equal(0, fixture.Receiver.Inbox.Count);
        }

        Run(fixture => Assert.Equal("1", Finish(fixture.Take())));
    }

    [Fact]
    public void A_long_backlog_is_read_from_disk_in_order()
    {
        const int Count = 2_000;
        Run(fixture => Load(fixture, Count));
        Run(fixture =>
        {
            string[] sequences = Enumerable.Range(0, Count).Select(_ => Finish(fixture.Take())).ToArray();
            Assert.Equal(Count, sequences.Distinct().Count());
        });
        Assert.Empty(Files("events-*"));
    }

    private static void Load(ReceiverFixture fixture, int count) => Parallel.For(0, 8, lane =>
    {
        using RawClient client = fixture.Client();
        for (int i = lane; i < count; i += 8)
        {
            byte[] body = Signed.Fresh(i);
            client.Send($"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {body.Length}\r\n\r\n");
            client.Send(body);
            Assert.Equal(200, client.Read().Status);
        }
    });

    private static string Sequence(QueuedEvent delivery) => ((StreamStateEvent)delivery.Load()).Sequence!;

    private static string Finish(QueuedEvent delivery)
    {
        string sequence = Sequence(delivery);
        delivery.Complete(EventDisposition.Taken);
        return sequence;
    }

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private string[] Files(string pattern) => Directory.GetFiles(_folder, pattern);

    private void Run(Action<ReceiverFixture> work)
    {
        using EventSpool spool = EventSpool.Open(_folder);
        using var fixture = new ReceiverFixture(spool);
        work(fixture);
    }
}
