using System.Text;

namespace TencentLvb.Unit.Notifications;

public sealed class SpoolSegmentBytesTests : IDisposable
{
    private const int Window = 16;
    private readonly string _path = Path.GetTempFileName();
    private readonly byte[] _content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => i + "\n")));

    public SpoolSegmentBytesTests() => File.WriteAllBytes(_path, _content);

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_window_shows_the_same_bytes_as_the_whole_file_in_any_order()
    {
        using var bytes = new SpoolSegmentBytes(_path, Window);
        Assert.Equal(_content.Length, bytes.Length);
        for (int step = 1; step < 50; step++)
        {
            for (int i = 0; i < _content.Length; i++)
            {
                int at = i * step % _content.Length;
                Assert.Equal(_content[at], bytes[at]);
                int count = Math.Min(i % (Window + 1), _content.Length - at);
                Assert.Equal(Encoding.ASCII.GetString(_content, at, count), bytes.Text(at, count));
                Assert.Equal(Array.IndexOf(_content, (byte)'\n', at, count), bytes.IndexOf((byte)'\n', at, count));
                int more = Math.Min(i, _content.Length - at);
                Assert.Equal(Crc32.Of(_content, at, more), bytes.Checksum(at, more));
            }
        }
    }

    [Fact]
    public void A_value_that_is_not_in_the_file_is_not_found()
    {
        using var bytes = new SpoolSegmentBytes(_path, Window);
        Assert.Equal(-1, bytes.IndexOf((byte)'x', 0, bytes.Length));
        Assert.Equal(-1, bytes.IndexOf((byte)'x', bytes.Length - 1, 100));
    }

    [Fact]
    public void A_file_that_becomes_shorter_ends_where_it_ends()
    {
        using var bytes = new SpoolSegmentBytes(_path, Window);
        using (var file = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.SetLength(40);
        }

        Assert.Equal(-1, bytes.IndexOf((byte)'x', 0, bytes.Length));
        Assert.Equal(40, bytes.Length);
        Assert.Equal(0, bytes[41]);
        Assert.Equal(Crc32.Of(_content, 30, 10), bytes.Checksum(30, 1000));
    }
}
