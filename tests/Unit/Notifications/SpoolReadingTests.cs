using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>What a start reads from the files of a spool: records, damaged parts, lines of a journal, and how many segments.</summary>
public sealed class SpoolReadingTests : IDisposable
{
    private const int MiB = 1024 * 1024;
    private const string KeyText = "00000000000000010000000000000002";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
    private readonly SpoolFolder _folder = new();

    public SpoolReadingTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_body_is_read_from_its_position_and_checked()
    {
        var path = Write("events-1.log", "xx12345");
        Assert.Equal("123"u8.ToArray(), SpoolRecord.ReadBody(Entry(path, 2, 3, "123")));
        Assert.Equal("12345"u8.ToArray(), SpoolRecord.ReadBody(Entry(path, 2, 5, "12345")));
        Assert.Contains(path, Assert.ThrowsAny<IOException>(() => SpoolRecord.ReadBody(Entry(path, 2, 6, "123456"))).Message,
            StringComparison.Ordinal);
        Assert.Contains($"'{path}' is damaged at byte 2",
            Assert.ThrowsAny<IOException>(() => SpoolRecord.ReadBody(Entry(path, 2, 3, "124"))).Message, StringComparison.Ordinal);
    }

    private static SpoolEntry Entry(string path, long offset, int length, string body) => new(
        1, new SpoolSegment(path, () => true), offset, length, Crc32.Of(Encoding.ASCII.GetBytes(body)), At, true, default);

    [Theory]
    [InlineData(1, 16 * MiB)]
    [InlineData(1, 17 * MiB, 1)]
    [InlineData(1, 16 * MiB, 1)]
    [InlineData(2, 8 * MiB, 8 * MiB, 1)]
    [InlineData(3, 8 * MiB, 7 * MiB, MiB)]
    [InlineData(0)]
    public void A_start_reads_16_MiB_and_at_least_one_segment(int count, params int[] sizes)
    {
        var paths = sizes.Select((size, i) =>
        {
            using var file = File.Create(Path.Combine(_folder.Path, i + ".log"));
            file.SetLength(size);
            return file.Name;
        });
        Assert.Equal(count, SpoolRest.CountAtStart(paths.ToArray()));
    }

    [Fact]
    public void The_remaining_segments_are_surveyed_for_recent_events_and_their_numbers()
    {
        var oldest = At.AddHours(1);
        string[] paths =
        [
            Segment("events-1.log", (3, At), (2, At)),
            // Its beginning is damaged, so all of it is read.
            Write("events-2.log", "damaged\n" + File.ReadAllText(Segment("x", (1, At.AddMinutes(1))))),
            // The next one begins less than a minute before the limit: the order of times is not exact.
            Segment("events-3.log", (4, At.AddMinutes(2)), (5, oldest.AddSeconds(1)), (6, oldest)),
            Segment("events-4.log", (8, oldest.AddSeconds(-30)), (7, oldest.AddSeconds(2))),
        ];
        var rest = new SpoolRest(paths, oldest);
        Assert.Equal((1L, 8L), (rest.FirstNumber, rest.LastNumber));
        Assert.Equal([oldest.AddSeconds(1), oldest, oldest.AddSeconds(2)], rest.RecentKeys.Select(key => key.At));
        foreach (var path in paths)
        {
            Assert.True(rest.IsLeft);
            Assert.Equal(path, rest.Take(out var isNewest));
            Assert.Equal(path == paths[3], isNewest);
        }

        Assert.False(rest.IsLeft);
        // Without a damaged beginning, the first header line is sufficient.
        Assert.Equal(3, new SpoolRest([paths[0], paths[2], paths[3]], oldest).FirstNumber);
    }

    [Theory]
    [InlineData("E 7 5 0 " + KeyText + " 3 000000ab\nabc", true)]
    [InlineData("E 7 5 0 " + KeyText + " 3 000000ab\nab", true)]
    [InlineData("E 7 5 0 " + KeyText + " 3 000000ab\n", true)]
    [InlineData("E 1234567890 abcdef", true)]
    [InlineData("E", true)]
    [InlineData("E 7 5 0 g", false)]
    [InlineData("E 7 5 0 /", false)]
    [InlineData("E 7 5 0 :", false)]
    [InlineData("E 7 5 0 `", false)]
    [InlineData("x", false)]
    [InlineData("E 7 5 0 " + KeyText + " 3 000000ab\nabc\n", false)]
    [InlineData("E 7 5 0 " + KeyText + " 3 000000ab\nabcx", false)]
    public void The_rest_of_a_segment_was_cut_by_a_crash_or_is_damaged(string rest, bool isTorn)
    {
        var record = File.ReadAllText(Segment("x", (1, At)));
        var read = Read(record + rest);
        Assert.Single(read.Entries);
        Assert.Equal(isTorn ? record.Length : null, read.TornAt);
        Assert.Equal(isTorn ? [] : [(record.Length, rest.Length)], Joined(read));
    }

    [Theory]
    [InlineData(297, true)]
    [InlineData(298, false)]
    public void A_cut_header_line_has_less_than_300_characters(int digits, bool isTorn) =>
        Assert.Equal(isTorn ? 0 : null, Read("E " + new string('1', digits)).TornAt);

    [Fact]
    public void A_damaged_body_is_skipped_by_its_length_or_up_to_the_next_record()
    {
        var record = File.ReadAllText(Segment("x", (1, At)));
        var damaged = record.Replace("sequence", "damaged!", StringComparison.Ordinal);
        // A checked header line determines the end, even if garbage follows.
        Assert.Equal([(0, damaged.Length), (damaged.Length, 8)], Places(Read(damaged + "garbage\n" + record)));
        Assert.Single(Read(damaged + "garbage\n" + record).Entries);
        Assert.Single(Read(damaged + record).Entries);
        Assert.Equal([(0, damaged.Length)], Joined(Read(damaged)));
        Assert.Null(Read(damaged).TornAt);
        // One of the first versions does so only if a record follows.
        const string Old = "E 7 5 0 " + KeyText + " 3 000000ab\nabc\n";
        Assert.Equal([(0, Old.Length)], Joined(Read(Old + record)));
        Assert.Equal([(0, Old.Length + 2)], Places(Read(Old + "x\n" + record)));
        Assert.Equal([(0, Old.Length)], Joined(Read(Old)));
        const string Longer = "E 7 5 0 " + KeyText + " 99999 000000ab\nabc\n";
        Assert.Equal([(0, Longer.Length)], Joined(Read(Longer + record)));
        Assert.Single(Read(Longer + record).Entries);
        Assert.Equal([(record.Length, Longer.Length), (Longer.Length + 2 * record.Length, 1)],
            Joined(Read(record + Longer + record + "x")));
    }

    [Fact]
    public void A_line_feed_between_two_records_is_the_only_damage()
    {
        var record = File.ReadAllText(Segment("x", (1, At)));
        var read = Read(record + "\n" + record);
        Assert.Equal(2, read.Entries.Count);
        Assert.Equal([(record.Length, 1)], Joined(read));
    }

    [Fact]
    public void A_cut_record_before_the_newest_segment_is_damage()
    {
        var record = File.ReadAllText(Segment("x", (1, At)));
        var path = Write("events-1.log", record + "E 7 5 0");
        var problems = new SpoolProblems();
        Assert.True(problems.NoteSegment(path, SpoolSegmentReader.Read(new SpoolSegment(path, () => false)), isNewest: false));
        Assert.Contains($" {record.Length} to {record.Length + 6}.", Assert.Single(problems.Warnings()), StringComparison.Ordinal);
        Assert.Equal(1, problems.NumbersLost);
    }

    [Fact]
    public void The_first_header_line_of_a_segment_is_read_alone()
    {
        Assert.Equal(7, SpoolSegmentReader.First(Segment("x", (7, At), (8, At)))?.Number);
        Assert.Null(SpoolSegmentReader.First(Write("x", "\nE 7")));
        Assert.Null(SpoolSegmentReader.First(Write("x", "E 7 5 0 " + KeyText + " 3 000000ab")));
        Assert.Null(SpoolSegmentReader.First(Write("x", "")));
    }

    [Theory]
    [InlineData("X 5 run", false)]
    [InlineData("B 12 run more", false)]
    [InlineData("B 12 ", false)]
    [InlineData(" 00000000", false)]
    [InlineData("D 9 x +", false)]
    [InlineData("B x run +", false)]
    [InlineData("D 9 5 " + KeyText + " later +", true)]
    [InlineData("B 9 run later +", true)]
    [InlineData("Z +", true)]
    [InlineData("Z 5 +", true)]
    public void A_line_of_a_journal_is_read_strictly_and_later_forms_with_their_checksum(string line, bool isRead)
    {
        var text = line.EndsWith('+') ? line[..^1] + Crc32.OfText(line[..^2]) : line;
        // An empty first line is damage of its own.
        var path = Write("done-1.log", "\n" + text + "\n" + $"D 9 5 {KeyText}\n");
        var seen = new List<string>();
        var damages = SpoolJournalFile.Read(path, isNewest: true, (n, _, _) => seen.Add("D " + n), (n, run) => seen.Add($"B {n} {run}"));
        Assert.Equal(isRead ? [(0L, 0L)] : [(0L, 0L), (1L, text.Length)], damages.Select(damage => (damage.Offset, damage.Length)));
        Assert.Equal(isRead && line[0] == 'D' ? ["D 9", "D 9"] : isRead && line[0] == 'B' ? ["B 9 run", "D 9"] : ["D 9"], seen);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Segment(string name, params (int Number, DateTimeOffset At)[] records)
    {
        var bytes = new TextBytes();
        foreach (var (number, at) in records)
        {
            var parsed = NotificationParser.Parse(Signed.Fresh(number));
            parsed.Event.ReceivedAt = at;
            SpoolRecord.Write(bytes, number, parsed, Crc32.Of(parsed.Body));
        }

        return Write(name, bytes.ToString());
    }

    private SpoolSegmentReader Read(string text) => SpoolSegmentReader.Read(new SpoolSegment(Write("events-9.log", text), () => false));

    private static IEnumerable<(long Offset, long Length)> Places(SpoolSegmentReader read) =>
        read.Damages.Select(damage => (damage.Offset, damage.Length));

    // Adjacent damaged parts as one.
    private static List<(long Offset, long Length)> Joined(SpoolSegmentReader read)
    {
        var joined = new List<(long Offset, long Length)>();
        foreach (var (offset, length) in Places(read))
        {
            if (joined.Count > 0 && joined[^1].Offset + joined[^1].Length == offset)
            {
                joined[^1] = (joined[^1].Offset, joined[^1].Length + length);
            }
            else
            {
                joined.Add((offset, length));
            }
        }

        return joined;
    }
}
