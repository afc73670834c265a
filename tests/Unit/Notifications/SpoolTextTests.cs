using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>The formats of the spool's files, which later versions must read, and what a start says about damaged ones.</summary>
public sealed class SpoolTextTests : IDisposable
{
    private static readonly EventFingerprint Key = new(1, 2);
    private const string KeyText = "00000000000000010000000000000002";
    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(_folder.Path);
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void The_checksum_is_that_of_zip_and_PNG()
    {
        Assert.Equal(0xcbf43926u, Crc32.Of("123456789"u8.ToArray()));
        Assert.Equal(0xcbf43926u, Crc32.Of("x123456789y"u8.ToArray(), 1, 9));
        Assert.Equal("cbf43926", Crc32.OfText("123456789"));
        Assert.Equal(0u, Crc32.Of([]));
        Assert.Equal("0000000a", Crc32.Hex(10));
    }

    [Fact]
    public void A_record_is_a_line_the_body_and_a_line_feed()
    {
        var target = new TextBytes().Append("before");
        var parsed = NotificationParser.Parse(Signed.Fresh(1));
        parsed.Event.ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        parsed.Event.Verified = true;
        var at = SpoolRecord.Write(target, 7, parsed, 0xab);
        var text = target.ToString();
        var line = text[6..text.IndexOf('\n', StringComparison.Ordinal)];
        Assert.StartsWith($"E 7 1700000000123 1 {parsed.Key} {parsed.Body.Length} 000000ab ", line, StringComparison.Ordinal);
        Assert.Equal(6 + line.Length + 1, at);
        Assert.Equal(Encoding.UTF8.GetString(parsed.Body) + "\n", text[(int)at..]);
        Assert.Equal(
            new SpoolRecord(7, 1_700_000_000_123, true, parsed.Key, parsed.Body.Length, 0xab, true), SpoolRecord.ParseHead(line));
    }

    [Theory]
    [InlineData("E 7 5 0 " + KeyText + " 9 000000ab", true)]
    [InlineData("E 9007199254740992 253402300799999 1 " + KeyText + " 67108864 ffffffff", true)]
    [InlineData("E 9007199254740993 5 0 " + KeyText + " 9 000000ab", false)]
    [InlineData("E 7 253402300800000 0 " + KeyText + " 9 000000ab", false)]
    [InlineData("E 7 5 2 " + KeyText + " 9 000000ab", false)]
    [InlineData("E 7 5 0 " + KeyText + " 67108865 000000ab", false)]
    [InlineData("E 7 5 0 " + KeyText + " 9 xyz", false)]
    [InlineData("E 7 5 0 1234 9 000000ab", false)]
    [InlineData("F 7 5 0 " + KeyText + " 9 000000ab", false)]
    [InlineData("E 7 5 0 " + KeyText + " 9", false)]
    [InlineData("E -7 5 0 " + KeyText + " 9 000000ab", false)]
    [InlineData("E 7 5 0 " + KeyText + " 9 000000ab 00000000", false)]
    [InlineData("", false)]
    public void A_head_line_is_read_strictly(string line, bool isRead) => Assert.Equal(isRead, SpoolRecord.ParseHead(line) is not null);

    [Fact]
    public void Lines_of_a_journal_are_done_or_broken()
    {
        var lines = new TextBytes();
        SpoolJournalFile.AppendDone(lines, 7, DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), Key);
        var done = lines.ToString();
        lines = new TextBytes();
        SpoolJournalFile.AppendBreak(lines, 8, "run1");
        var broken = lines.ToString();
        Assert.StartsWith($"D 7 1700000000123 {KeyText} ", done, StringComparison.Ordinal);
        Assert.Matches("^B 8 run1 [0-9a-f]{8}\n$", broken);
        var later = "X anything at all";
        var path = Write("done-1.log", done + broken
            + $"D 9 5 {KeyText}\nB 10 run2\n{later} {Crc32.OfText(later)}\n" + "D 11 5 nonsense\nB 12\nD 13\n\n" + "D 14 5 cut");
        var seen = new List<string>();
        var damages = SpoolJournalFile.Read(
            path,
            isNewest: true,
            (n, at, key) => seen.Add($"D {n} {at.ToUnixTimeMilliseconds()} {key}"),
            (n, run) => seen.Add($"B {n} {run}"));
        Assert.Equal([$"D 7 1700000000123 {KeyText}", "B 8 run1", $"D 9 5 {KeyText}", "B 10 run2"], seen);
        Assert.Equal(["D 11 5 nonsense", "B 12", "D 13", ""],
            damages.Select(d => File.ReadAllText(path).Substring((int)d.Offset, (int)d.Length)));
        Assert.Equal(5, SpoolJournalFile.Read(path, isNewest: false, (_, _, _) => { }, (_, _) => { }).Count);
    }

    [Theory]
    [InlineData(1, "byte 0. Events ")]
    [InlineData(2, "bytes 0, 10 to 11. Events ")]
    [InlineData(5, "bytes 0, 10 to 11, 20 to 22, 30 to 33, 40 to 44. Events ")]
    [InlineData(6, "bytes 0, 10 to 11, 20 to 22, 30 to 33, 40 to 44 and 1 other place. Events ")]
    [InlineData(7, "bytes 0, 10 to 11, 20 to 22, 30 to 33, 40 to 44 and 2 other places. Events ")]
    public void Damaged_places_are_named_up_to_five(int places, string expected)
    {
        var problems = new SpoolProblems();
        problems.NoteJournal([.. Enumerable.Range(0, places).Select(i => new SpoolDamage("/s/done-1.log", i * 10, i + 1))]);
        var warning = Assert.Single(problems.Warnings());
        Sentences.Check(warning);
        Assert.StartsWith("LvbSpoolFailed: '/s/done-1.log' is damaged at " + expected, warning, StringComparison.Ordinal);
        Assert.Contains("are emitted again", warning, StringComparison.Ordinal);
        Assert.Contains("'failed'", warning, StringComparison.Ordinal);
        Assert.Equal(0, problems.NumbersLost);
    }

    [Fact]
    public void A_damaged_segment_is_kept_and_its_numbers_are_not_given_again()
    {
        var path = Write("events-00000001.log", new string('x', 130) + "\n");
        var problems = new SpoolProblems();
        Assert.True(problems.NoteSegment(path, SpoolSegmentReader.Read(new SpoolSegment(path, () => false)), isNewest: false));
        Assert.Equal(3, problems.NumbersLost);
        Assert.Contains("is damaged at bytes 0 to 130. Its other events are emitted", Assert.Single(problems.Warnings()),
            StringComparison.Ordinal);
        var torn = Write("events-00000002.log", "E 7 5 0");
        Assert.False(problems.NoteSegment(torn, SpoolSegmentReader.Read(new SpoolSegment(torn, () => false)), isNewest: true));
        Assert.Equal(0, new FileInfo(torn).Length);
        File.WriteAllText(torn, "E 7 5 0");
        Assert.True(problems.NoteSegment(torn, SpoolSegmentReader.Read(new SpoolSegment(torn, () => false)), isNewest: false));
        Assert.Equal(7, new FileInfo(torn).Length);
        Assert.Contains("bytes 0 to 6", problems.Warnings()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Links_and_a_journal_that_cannot_be_written_are_reported()
    {
        var problems = new SpoolProblems();
        problems.NoteUnwritten(null);
        problems.NoteLinks([]);
        Assert.Empty(problems.Warnings());
        problems.NoteUnwritten("The disk is full.");
        problems.NoteLinks(["/s/events-1.log"]);
        Assert.All(problems.Warnings(), Sentences.Check);
        Assert.StartsWith(
            "LvbSpoolFailed: The disk is full. Until the spool can be written, new events are refused. ",
            problems.Warnings()[0],
            StringComparison.Ordinal);
        Assert.EndsWith("might be emitted again the next time Receive-LvbEvent starts.", problems.Warnings()[0],
            StringComparison.Ordinal);
        Assert.StartsWith("LvbSpoolFailed: '/s/events-1.log' is a link", problems.Warnings()[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_is_kept_under_a_free_name()
    {
        Directory.CreateDirectory(_folder.Path);
        var first = FailedFolder.Write(_folder.Path, "1.json", "a"u8.ToArray());
        var second = FailedFolder.Write(_folder.Path, "1.json", "b"u8.ToArray());
        var third = FailedFolder.Write(_folder.Path, "1.json", "c"u8.ToArray());
        Assert.Equal(["1.json", "1-2.json", "1-3.json"], new[] { first, second, third }.Select(Path.GetFileName));
        Assert.Equal(["a", "b", "c"], new[] { first, second, third }.Select(File.ReadAllText));
        FailedFolder.Move(Write("1.json", "d"));
        Assert.Equal("d", File.ReadAllText(Path.Combine(_folder.Path, "failed", "1-4.json")));
        Assert.False(File.Exists(Path.Combine(_folder.Path, "1.json")));
    }

    [Theory]
    [InlineData("""{"event_type":1,"channelId":"c"}""", "c", "c")]
    [InlineData("""{"event_type":1,"channel_id":"a","channelId":"b"}""", "a", "a")]
    [InlineData("""{"event_type":1,"stream_id":"s","streamId":"t","channel_id":"c"}""", "s", "c")]
    [InlineData("""{"event_type":1,"streamId":"t","channel_id":"c"}""", "t", "c")]
    [InlineData("""{"event_type":1}""", "", null)]
    public void A_stream_is_named_by_any_of_its_fields(string body, string stream, string? channel)
    {
        var told = NotificationParser.Parse(Encoding.UTF8.GetBytes(body)).Event;
        Assert.Equal((stream, channel), (told.StreamId, told.ChannelId));
    }
}
