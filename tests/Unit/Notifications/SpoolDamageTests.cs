using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Notifications;

/// <summary>Damage affects only what it hit, is reported, and is kept for inspection.</summary>
public sealed class SpoolDamageTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The first of eight events is done.
    public static TheoryData<int, string> Places
    {
        get
        {
            var places = new TheoryData<int, string>();
            foreach (int record in new[] { 1, 2, 4, 8 })
            {
                foreach (string what in new[] { "body", "letter", "number", "received", "verified", "key", "length", "checksum", "headsum",
                    "line feed", "end" })
                {
                    places.Add(record, what);
                }
            }

            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_flipped_bit_loses_at_most_one_event(int record, string what)
    {
        _folder.Fill(8, done: 1);
        string segment = Assert.Single(_folder.Files("events-*"));
        byte[] bytes = File.ReadAllBytes(segment);
        long at = Flip(bytes, record, what);
        File.WriteAllBytes(segment, bytes);

        (int[] events, string[] warnings) = _folder.Start();
        int[] whole = [.. Enumerable.Range(2, 7).Where(i => i != record)];
        // The line feed after a body is part of its record, but the next record is still found.
        Assert.Equal(whole, events);
        string warning = Assert.Single(warnings);
        Match damage = Regex.Match(warning, "^LvbSpoolFailed: '" + Regex.Escape(segment) + "' is damaged at bytes? ([0-9 to]+)\\. ");
        Assert.True(damage.Success, warning);
        string[] range = damage.Groups[1].Value.Split(" to ");
        Assert.InRange(at, long.Parse(range[0], CultureInfo.InvariantCulture), long.Parse(range[^1], CultureInfo.InvariantCulture));

        // Again at the next start, and kept when the others are done.
        Assert.Equal(whole, _folder.Start(finish: true).Events);
        Assert.Empty(_folder.Files("events-*"));
        Assert.Equal(bytes, File.ReadAllBytes(Assert.Single(_folder.Failed)));
        (events, warnings) = _folder.Start();
        Assert.Empty(events);
        Assert.Empty(warnings);
    }

    [Fact]
    public void An_unreadable_segment_is_kept()
    {
        _folder.Fill(3, done: 3);
        string segment = Path.Combine(_folder.Path, "events-00000009.log");
        File.WriteAllText(segment, "not a record\n");
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Empty(events);
        Assert.Contains("damaged at bytes 0 to 12", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal("not a record\n", File.ReadAllText(Assert.Single(_folder.Failed)));
    }

    [Fact]
    public void Bytes_between_records_lose_no_record()
    {
        _folder.Fill(3, done: 0);
        string segment = Assert.Single(_folder.Files("events-*"));
        string[] records = File.ReadAllText(segment).Split("\nE ");
        File.WriteAllText(segment, "garbage\n" + records[0] + "\nmore\nE 5\n\nE " + records[1] + "\nE " + records[2]
            + "E 12 nonsense\nrest");
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([1, 2, 3], events);
        Assert.Contains("damaged at bytes 0 to 7, ", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_torn_record_at_the_end_of_the_newest_segment_is_dropped_silently()
    {
        _folder.Fill(3, done: 0);
        string segment = Assert.Single(_folder.Files("events-*"));
        byte[] whole = File.ReadAllBytes(segment);
        int third = whole.AsSpan().LastIndexOf("\nE "u8) + 1;
        foreach (int length in new[] { third + 1, third + 2, third + 40, third + 110, whole.Length - 1 })
        {
            File.WriteAllBytes(segment, whole[..length]);
            (int[] events, string[] warnings) = _folder.Start();
            Assert.Equal([1, 2], events);
            Assert.Empty(warnings);
            // It is cut off, so that it does not look like damage when another segment follows.
            Assert.Equal(third, new FileInfo(segment).Length);
        }

        string newer = Path.Combine(_folder.Path, "events-00000007.log");
        File.WriteAllBytes(segment, whole[..(third + 40)]);
        File.WriteAllBytes(newer, whole[third..]);
        (int[] after, string[] said) = _folder.Start(finish: true);
        Assert.Equal([1, 2, 3], after);
        Assert.Contains(segment, Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(third + 40, new FileInfo(Assert.Single(_folder.Failed)).Length);
    }

    [Fact]
    public void Records_of_the_first_version_are_read()
    {
        _folder.Fill(4, done: 0);
        string segment = Assert.Single(_folder.Files("events-*"));
        string[] lines = File.ReadAllText(segment).Split('\n');
        for (int i = 0; i < lines.Length - 1; i += 2)
        {
            lines[i] = lines[i][..lines[i].LastIndexOf(' ')];
        }

        string old = string.Join('\n', lines);
        File.WriteAllText(segment, old);
        Assert.Equal([1, 2, 3, 4], _folder.Start().Events);
        // A time that does not exist in any calendar.
        string[] parts = lines[2].Split(' ');
        parts[2] = "9999999999999999";
        File.WriteAllText(segment, old.Replace(lines[2], string.Join(' ', parts), StringComparison.Ordinal));
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Equal([1, 3, 4], events);
        Assert.Single(warnings);
        // A length that points into the middle of the next record.
        parts = lines[2].Split(' ');
        parts[5] = "300";
        File.WriteAllText(segment, old.Replace(lines[2], string.Join(' ', parts), StringComparison.Ordinal));
        Assert.Equal([1, 3, 4], _folder.Start().Events);
    }

    [Theory]
    [InlineData("E 1 9999999999999999 1 00000000000000000000000000000001 2 e5b6a3f8\n{}\n")]
    [InlineData("E 99999999999999999999 1700000000000 1 00000000000000000000000000000001 2 e5b6a3f8\n{}\n")]
    [InlineData("E 9223372036854775807 1700000000000 1 00000000000000000000000000000001 2 e5b6a3f8\n{}\n")]
    [InlineData("E 1 1700000000000 1 00000000000000000000000000000001 2147483647 e5b6a3f8\n{}\n")]
    [InlineData("E 1 1700000000000 1 00000000000000000000000000000001 -2 e5b6a3f8\n{}\n")]
    [InlineData("E 1 1700000000000 2 00000000000000000000000000000001 2 e5b6a3f8\n{}\n")]
    [InlineData("E\n")]
    [InlineData("\n\n\n")]
    public void A_start_succeeds_whatever_a_segment_contains(string text)
    {
        Directory.CreateDirectory(_folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "events-00000001.log"), text);
        File.WriteAllText(Path.Combine(_folder.Path, "events-99999999999999999999.log"), text);
        File.WriteAllText(Path.Combine(_folder.Path, "done-99999999999999999999.log"), text);
        (int[] events, string[] warnings) = _folder.Start();
        Assert.Empty(events);
        Assert.NotEmpty(warnings);
        _folder.Fill(1, done: 0);
        Assert.Equal([1], _folder.Start().Events);
    }

    [Fact]
    public void The_number_of_an_unreadable_event_is_not_used_again()
    {
        _folder.Fill(3, done: 0);
        string segment = Assert.Single(_folder.Files("events-*"));
        byte[] bytes = File.ReadAllBytes(segment);
        Flip(bytes, 3, "number");
        File.WriteAllBytes(segment, bytes);
        _folder.Fill(1, done: 0);
        Assert.DoesNotContain("\nE 3 ", "\n" + string.Concat(_folder.Files("events-*").Where(p => p != segment).Select(File.ReadAllText)),
            StringComparison.Ordinal);
        Assert.Equal([1, 2, 1], _folder.Start().Events);
    }

    [Fact]
    public void A_body_that_is_damaged_while_it_waits_is_not_emitted()
    {
        _folder.Fill(2, done: 0);
        using EventSpool spool = EventSpool.Open(_folder.Path);
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        string segment = Assert.Single(_folder.Files("events-*"));
        byte[] bytes = File.ReadAllBytes(segment);
        Flip(bytes, 1, "body");
        File.WriteAllBytes(segment, bytes);
        Assert.True(inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? first, out _));
        Assert.Contains(segment, Assert.Throws<IOException>(() => first!.Load()).Message, StringComparison.Ordinal);
        Assert.True(inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? second, out _));
        Assert.Equal("2", ((StreamStateEvent)second!.Load()).Sequence);
    }

    // The position of the flipped bit.
    private static long Flip(byte[] bytes, int record, string what)
    {
        int start = 0;
        for (int i = 1; i < record; i++)
        {
            start += bytes.AsSpan(start).IndexOf("\nE "u8) + 1;
        }

        int feed = Array.IndexOf(bytes, (byte)'\n', start);
        string head = Encoding.ASCII.GetString(bytes, start, feed - start);
        string[] names = ["letter", "number", "received", "verified", "key", "length", "checksum", "headsum"];
        int length = int.Parse(head.Split(' ')[5], CultureInfo.InvariantCulture);
        int at = what switch
        {
            "body" => feed + 20,
            "line feed" => feed,
            "end" => feed + 1 + length,
            _ => start + head.Split(' ').Take(Array.IndexOf(names, what)).Sum(part => part.Length + 1),
        };
        bytes[at] ^= 1;
        return at;
    }
}
