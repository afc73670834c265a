namespace TencentLvb.Unit.Notifications;

/// <summary>When the journal begins another file, which earlier files it keeps, and what a failed write leaves behind.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolJournalWriterTests : IDisposable
{
    private const int RollAt = 4 * 1024 * 1024;
    private readonly SpoolFolder _folder = new();
    private readonly SpoolLock _hold;
    private readonly List<string> _flushed = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    private bool _holdsBack;

    public SpoolJournalWriterTests()
    {
        Directory.CreateDirectory(_folder.Path);
        _hold = SpoolLock.Hold(_folder.Path);
    }

    public void Dispose()
    {
        _hold.Dispose();
        _folder.Dispose();
    }

    private SpoolJournalWriter Writer(Func<string, FileStream>? create = null) =>
        new(_hold, TimeSpan.FromMinutes(30), () => _now, () => _holdsBack, create ?? (path => new JournalFile(path, _flushed)));

    private static void Write(SpoolJournalWriter writer, string text)
    {
        writer.Unwritten.Append(text);
        writer.Write(isChecked: true);
    }

    private static void Fill(SpoolJournalWriter writer)
    {
        writer.Unwritten.Append(new byte[RollAt + 1]);
        writer.Write(isChecked: false);
    }

    private (string Name, string Text)[] Files() => [.. _folder.Files("done-*").Order(StringComparer.Ordinal).Select(path =>
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return (Path.GetFileName(path), reader.ReadToEnd());
    })];

    [Fact]
    public void A_file_that_exceeds_4_MiB_is_flushed_and_followed_by_another()
    {
        using var writer = Writer();
        writer.FileNumber = 7;
        writer.Unwritten.Append(new byte[RollAt]);
        writer.Write(isChecked: true);
        Assert.Empty(_flushed);
        Write(writer, "x");
        Assert.Equal(["done-00000008.log"], _flushed);
        OpenFile.AssertClosed(_folder.Files("done-*").Single());
        Write(writer, "a");
        Write(writer, "b");
        Assert.Equal([RollAt + 1, 2], Files().Select(file => file.Text.Length));
        Assert.Equal(("done-00000009.log", "ab"), Files()[1]);
        Assert.Equal(0, writer.Unwritten.Count);
        writer.Flush();
        Assert.Equal(["done-00000008.log", "done-00000009.log"], _flushed);
    }

    [Fact]
    public void Nothing_to_write_creates_no_file()
    {
        using var writer = Writer();
        writer.Write(isChecked: true);
        writer.Flush();
        Assert.Empty(Files());
    }

    [Fact]
    public void Earlier_files_are_removed_when_their_keys_are_no_longer_required()
    {
        using var writer = Writer();
        Fill(writer);
        _now += TimeSpan.FromMinutes(30);
        Fill(writer);
        Assert.Equal(2, Files().Length);
        _now += TimeSpan.FromTicks(1);
        Fill(writer);
        Assert.Equal(["done-00000002.log", "done-00000003.log"], Files().Select(file => file.Name));
        _now += TimeSpan.FromDays(1);
        _holdsBack = true;
        Fill(writer);
        Assert.Equal(3, Files().Length);
        _holdsBack = false;
        Fill(writer);
        Assert.Equal(["done-00000004.log", "done-00000005.log"], Files().Select(file => file.Name));
        Assert.Empty(_folder.Failed);
    }

    [Fact]
    public void Earlier_files_of_a_replaced_folder_are_not_removed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows does not move open files.");
        using var writer = Writer();
        Fill(writer);
        var moved = _folder.Path + "-moved";
        Directory.Move(_folder.Path, moved);
        try
        {
            Directory.CreateDirectory(_folder.Path);
            // As another receiver would call its own file.
            File.WriteAllText(Path.Combine(_folder.Path, "done-00000001.log"), "other");
            _now += TimeSpan.FromHours(1);
            Fill(writer);
            Assert.Equal(("done-00000001.log", "other"), Files()[0]);
        }
        finally
        {
            Directory.Delete(moved, true);
        }
    }

    [Fact]
    public void Lines_of_a_deleted_file_are_written_to_the_next_and_confirmed_ones_only_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete an open file.");
        using var writer = Writer();
        Write(writer, "a");
        Write(writer, "b");
        File.Delete(_folder.Files("done-*").Single());
        Write(writer, "c");
        // The check that preceded "b" confirmed "a".
        Assert.Equal([("done-00000002.log", "bc")], Files());
        Fill(writer);
        Write(writer, "d");
        File.Delete(Path.Combine(_folder.Path, "done-00000003.log"));
        Write(writer, "e");
        Assert.Equal(("done-00000004.log", "de"), Files()[^1]);
    }

    [Fact]
    public void A_file_that_was_deleted_before_it_was_full_is_written_again_completely()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete an open file.");
        using var writer = Writer();
        Write(writer, "a");
        File.Delete(_folder.Files("done-*").Single());
        Fill(writer);
        Assert.Equal(RollAt + 2, Assert.Single(Files()).Text.Length);
        Assert.Equal(0, writer.Unwritten.Count);
    }

    [Fact]
    public void A_file_that_was_replaced_is_left_and_its_lines_are_written_to_the_next()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not move an open file.");
        var path = Path.Combine(_folder.Path, "done-00000001.log");
        using var writer = Writer();
        Write(writer, "a");
        File.Move(path, path + ".moved");
        File.WriteAllText(path, "longer");
        Write(writer, "b");
        Assert.Equal(("done-00000002.log", "ab"), Files()[^1]);
    }

    [Fact]
    public void A_failed_write_leaves_no_part_of_a_line_and_is_repeated_with_the_next()
    {
        var disk = new FaultyDisk { Written = 1 };
        using var writer = Writer(disk.Create);
        Write(writer, "a\n");
        disk.FailsWrite = true;
        Assert.Throws<IOException>(() => Write(writer, "b\n"));
        Assert.Throws<IOException>(() => Write(writer, "c\n"));
        Assert.Equal("a\n", Assert.Single(Files()).Text);
        disk.FailsWrite = false;
        Write(writer, "d\n");
        Assert.Equal("a\nb\nc\nd\n", Assert.Single(Files()).Text);
    }

    [Fact]
    public void Its_file_is_free_after_the_end()
    {
        var writer = Writer();
        Write(writer, "a");
        writer.Dispose();
        OpenFile.AssertClosed(_folder.Files("done-*").Single());
        Assert.Equal("a", Assert.Single(Files()).Text);
    }

    private sealed class JournalFile(string path, List<string> flushed)
        : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, 1)
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
