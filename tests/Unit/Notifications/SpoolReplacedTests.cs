namespace TencentLvb.Unit.Notifications;

/// <summary>When the folder of a running receiver is moved, replaced or linked, no event of others is deleted or marked as done.</summary>
public sealed class SpoolReplacedTests : IDisposable
{
    private readonly SpoolFolder _folder = new();
    private readonly EventQueue _inbox = new();

    private string Moved => _folder.Path + "-moved";

    public void Dispose()
    {
        _inbox.Dispose();
        if (File.GetAttributes(_folder.Path).HasFlag(FileAttributes.ReparsePoint))
        {
            Directory.Delete(_folder.Path);
        }

        _folder.Dispose();
        if (Directory.Exists(Moved))
        {
            Directory.Delete(Moved, true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_of_another_receiver_stay_when_those_of_this_one_are_done(bool isHeld)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not move a folder with open files.");
        using (EventSpool spool = EventSpool.Open(_folder.Path))
        {
            await Store(spool, 1);
            await Store(spool, 2);
            spool.CloseSegmentForTest();
            Directory.Move(_folder.Path, Moved);
            _folder.Fill(2, done: 0);
            string theirs = Assert.Single(_folder.Files("events-*"));
            // Other events, but the same files and numbers.
            File.Copy(theirs, theirs + ".copy");
            string held = Path.Combine(_folder.Path, "lock");
            using FileStream? hold = isHeld ? new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None) : null;
            for (int i = 0; i < 2; i++)
            {
                try
                {
                    Take().Complete(EventDisposition.Taken);
                }
                catch (LvbException error) when (isHeld)
                {
                    Assert.Contains("another Receive-LvbEvent", error.Message, StringComparison.Ordinal);
                }
            }

            Assert.Equal(File.ReadAllBytes(theirs + ".copy"), File.ReadAllBytes(theirs));
            Assert.False(isHeld && _folder.Files("done-*").Length > 0, "A journal of this receiver is in the folder of the other one.");
        }

        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([1, 2], events);
        Assert.Empty(warnings);
    }

    [Fact]
    public void An_event_that_cannot_be_moved_to_failed_does_not_end_the_receiver()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete an open file.");
        _folder.Fill(2, done: 0);
        for (int run = 0; run < EventSpool.MaxBreaks; run++)
        {
            using EventSpool broken = EventSpool.Open(_folder.Path);
            broken.Replay(_inbox, new EventFilter(null, null));
            Take().Complete(EventDisposition.Failed);
            Take().Complete(EventDisposition.Interrupted);
        }

        using EventSpool spool = EventSpool.Open(_folder.Path);
        Array.ForEach([.. _folder.Files("done-*"), .. _folder.Files("lock")], File.Delete);
        using var other = new FileStream(Path.Combine(_folder.Path, "lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        var warnings = new List<string>();
        int events = 0;
        while (inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out string? warning))
        {
            events += delivery is null ? 0 : 1;
            warnings.AddRange(warning is null ? [] : [warning]);
        }

        Assert.Equal(1, events);
        Assert.Contains("another Receive-LvbEvent", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_moved_and_linked_is_still_the_spool()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not move a folder with open files.");
        using (EventSpool spool = EventSpool.Open(_folder.Path))
        {
            await Store(spool, 1);
            Directory.Move(_folder.Path, Moved);
            Directory.CreateSymbolicLink(_folder.Path, Moved);
            await Store(spool, 2);
            spool.CloseSegmentForTest();
            await Store(spool, 3);
            string refusal = Assert.Throws<LvbException>(() => EventSpool.Open(Moved)).Message;
            Assert.Contains("another Receive-LvbEvent", refusal, StringComparison.Ordinal);
            for (int i = 1; i <= 3; i++)
            {
                Take().Complete(EventDisposition.Taken);
            }
        }

        Assert.Empty(_folder.Start().Events);
    }

    [Fact]
    public void Links_in_the_folder_are_reported_and_neither_read_nor_changed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links require a privilege there.");
        _folder.Fill(2, done: 1);
        Directory.Move(_folder.Path, Moved);
        _folder.Fill(3, done: 0);
        string segment = Directory.GetFiles(Moved, "events-*")[0];
        // A truncated record looks like one that a crash left.
        File.WriteAllBytes(segment, File.ReadAllBytes(segment)[..^40]);
        byte[] before = File.ReadAllBytes(segment);
        string[] links =
        [
            Link("events-00000009.log", segment),
            Link("done-00000009.log", Directory.GetFiles(Moved, "done-*")[0]),
            Link("done-00000010.log", "/dev/zero"),
            Link("events-00000010.log", "/nowhere"),
        ];

        (int[] events, string[] warnings) = _folder.Start(finish: true);
        Assert.Equal([1, 2, 3], events);
        Assert.Equal(links.Order(), warnings.Select(warning => warning.Split('\'')[1]).Order());
        Assert.Equal(before, File.ReadAllBytes(segment));
        Assert.All(links, link => Assert.True(new FileInfo(link).LinkTarget is not null));
    }

    [Fact]
    public void A_link_instead_of_the_failed_folder_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links require a privilege there.");
        _folder.Fill(2, done: 0);
        string segment = Assert.Single(_folder.Files("events-*"));
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[40] ^= 1;
        File.WriteAllBytes(segment, bytes);
        Directory.CreateDirectory(Moved);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "failed"), Moved);

        Assert.Equal([2], _folder.Start(finish: true).Events);
        Assert.Empty(Directory.GetFiles(Moved));
        Assert.Equal(bytes, File.ReadAllBytes(segment));
    }

    [Fact]
    public void An_event_that_fails_again_and_again_is_not_written_through_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links require a privilege there.");
        _folder.Fill(2, done: 0);
        File.WriteAllText(Path.Combine(_folder.Path, "done-00000009.log"), "B 1 a\nB 1 b\nB 1 c\n");
        Directory.CreateDirectory(Moved);
        string link = Path.Combine(_folder.Path, "failed");
        Directory.CreateSymbolicLink(link, Moved);

        var (events, warnings) = _folder.Start();
        Assert.Equal([2], events);
        Assert.Contains($"'{link}' is a link", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Moved));
    }

    private string Link(string name, string target)
    {
        string path = Path.Combine(_folder.Path, name);
        File.CreateSymbolicLink(path, target);
        return path;
    }

    private Task Store(EventSpool spool, int number) => spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(number + 100)), _inbox);

    private QueuedEvent Take()
    {
        Assert.True(_inbox.TryTake(TimeSpan.FromSeconds(20), default, out QueuedEvent? delivery, out _));
        return delivery!;
    }
}
