namespace TencentLvb.Unit.Notifications;

/// <summary>Damage to the journal of processed events loses no event, and is kept for inspection.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolJournalTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("D 2 x 0\n")]
    [InlineData("D 3 99999999999999999 00000000000000000000000000000001\n")]
    [InlineData("\u0000\u0000\u0000\n")]
    [InlineData("B\n")]
    [InlineData("X 1 2 3\n")]
    public void An_invalid_line_of_the_journal_is_reported_and_kept(string line)
    {
        _folder.Fill(5, done: 2);
        string journal = Assert.Single(_folder.Files("done-*"));
        string text = File.ReadAllText(journal);
        int first = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        File.WriteAllText(journal, text[..first] + line + text[first..]);
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([3, 4, 5], events);
        Assert.Matches($"^LvbSpoolFailed: '{journal}' is damaged at bytes? {first}\\b", Assert.Single(warnings));
        Assert.Contains(line, File.ReadAllText(Assert.Single(_folder.Failed)), StringComparison.Ordinal);
        Assert.Equal([3, 4, 5], _folder.Start().Events);
    }

    [Fact]
    public void A_flipped_digit_in_the_journal_marks_no_other_event_as_done()
    {
        _folder.Fill(5, done: 1);
        string journal = Assert.Single(_folder.Files("done-*"));
        string text = File.ReadAllText(journal);
        File.WriteAllText(journal, text.Replace("D 1 ", "D 3 ", StringComparison.Ordinal));
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([1, 2, 3, 4, 5], events);
        Assert.Single(warnings);
    }

    [Fact]
    public void Lines_that_did_not_fit_are_written_when_the_segment_that_filled_the_disk_is_gone()
    {
        _folder.Fill(2, done: 0);
        var disk = new FaultyDisk { FilledBy = Assert.Single(_folder.Files("events-*")) };
        using EventSpool spool = EventSpool.Open(_folder.Path, create: disk.Create);
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        Assert.True(inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? first, out _));
        Assert.True(inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? second, out _));
        Assert.Throws<IOException>(() => first!.Complete(EventDisposition.Taken));
        second!.Complete(EventDisposition.Taken);
        // Before the end, so that a killed process also recognizes its repeats.
        using var journal = new StreamReader(new FileStream(
            Assert.Single(_folder.Files("done-*")), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        Assert.Equal(2, journal.ReadToEnd().Split("D ").Length - 1);
    }

    [Fact]
    public void A_line_cut_by_a_crash_is_not_damage_and_marks_nothing()
    {
        _folder.Fill(5, done: 2);
        string journal = Assert.Single(_folder.Files("done-*"));
        string text = File.ReadAllText(journal);
        int second = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        // Even where the remainder resembles a line of the first version.
        foreach (int length in new[] { second + 3, text.LastIndexOf(' '), text.Length - 1 })
        {
            File.WriteAllText(journal, text[..length]);
            Array.ForEach(_folder.Files("done-*").Where(path => path != journal).ToArray(), File.Delete);
            (int[] events, string[] warnings) = _folder.Start();
            Assert.Equal([2, 3, 4, 5], events);
            Assert.Empty(warnings);
        }
    }

    [Fact]
    public void Lines_of_the_first_version_and_of_later_ones_are_read()
    {
        _folder.Fill(5, done: 0);
        EventFingerprint key = NotificationParser.Parse(Signed.Fresh(2)).Key;
        string later = "Z 7 something new";
        File.WriteAllText(
            Path.Combine(_folder.Path, "done-00000007.log"),
            $"D 2 1700000000000 {key}\n{later} {Crc32.OfText(later)}\nB 3 a\nB 3 b\nB 3 c\n");
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([1, 4, 5], events);
        Assert.Contains("caused the pipeline to fail in 3 runs", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_were_recorded_in_a_deleted_journal_are_recorded_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete an open file.");
        _folder.Fill(200, done: 0);
        using EventSpool spool = EventSpool.Open(_folder.Path);
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        int taken = Take(0);
        File.Delete(Assert.Single(_folder.Files("done-*")));
        while (_folder.Files("done-*").Length == 0)
        {
            // The receiver checks the file at intervals, not for each event.
            await Task.Delay(1);
            taken = Take(taken);
        }

        string journal = File.ReadAllText(Assert.Single(_folder.Files("done-*")));
        for (int number = 2; number <= taken; number++)
        {
            Assert.Contains($"D {number} ", journal, StringComparison.Ordinal);
        }

        int Take(int before)
        {
            Assert.True(inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out _));
            delivery!.Complete(EventDisposition.Taken);
            return before + 1;
        }
    }
}
