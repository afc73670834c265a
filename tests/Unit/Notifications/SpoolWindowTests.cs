using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>Records at the edges of the window through which a segment is read.</summary>
public sealed class SpoolWindowTests : IDisposable
{
    private const int Window = 64 * 1024;
    private readonly SpoolFolder _folder = new();

    public SpoolWindowTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    // The second record begins at each position around the edge, from a header line just before it to a body that straddles it.
    [Theory]
    [InlineData(100, 1)]
    [InlineData(Window + 1, 9)]
    public void A_record_at_any_position_around_the_edge_is_read(int secondBody, int step)
    {
        for (var start = Window - 260; start <= Window + 3; start += step)
        {
            var (bytes, starts) = Segment(start, secondBody, 50);
            var read = Read(bytes);
            Assert.Equal([1L, 2L, 3L], read.Entries.Select(entry => entry.Number));
            Assert.Empty(read.Damages);
            Assert.Null(read.TornAt);
            Assert.All(read.Entries, entry => Assert.Equal(entry.Length, SpoolRecord.ReadBody(entry).Length));

            // The third record is found after a damaged header line, body or line feed of the second.
            foreach (var at in new[] { starts[1], starts[1] + 1, starts[1] + 40, starts[2] - 2, starts[2] - 1, Window - 1, Window })
            {
                if (at >= starts[1] && at < starts[2])
                {
                    bytes[at] ^= 1;
                    read = Read(bytes);
                    bytes[at] ^= 1;
                    Assert.Equal([1L, 3L], read.Entries.Select(entry => entry.Number));
                    Assert.InRange(at, read.Damages[0].Offset, read.Damages[^1].Offset + read.Damages[^1].Length - 1);
                    Assert.Null(read.TornAt);
                }
            }

            // A crash truncated the second record at the edge.
            if (start < Window && starts[2] > Window)
            {
                read = Read(bytes[..Window]);
                Assert.Equal([1L], read.Entries.Select(entry => entry.Number));
                Assert.Equal(start, read.TornAt);
                Assert.Empty(read.Damages);
            }
        }
    }

    private SpoolSegmentReader Read(byte[] bytes)
    {
        var path = Path.Combine(_folder.Path, "events-00000001.log");
        File.WriteAllBytes(path, bytes);
        return SpoolSegmentReader.Read(new SpoolSegment(path, () => false));
    }

    // Three records, the second of which begins at a position.
    private static (byte[] Bytes, int[] Starts) Segment(int second, int secondBody, int thirdBody)
    {
        var first = second;
        while (true)
        {
            var text = new TextBytes();
            var starts = new List<int>();
            foreach (var length in new[] { first, secondBody, thirdBody })
            {
                starts.Add(text.Count);
                var body = Encoding.ASCII.GetBytes("{\"event_type\":1,\"stream_id\":\"s\",\"x\":\"" + new string('a', length) + "\"}");
                SpoolRecord.Write(text, starts.Count, NotificationParser.Parse(body), Crc32.Of(body));
            }

            if (starts[1] == second)
            {
                return (text.Bytes[..text.Count], [.. starts]);
            }

            first -= starts[1] - second;
        }
    }
}
