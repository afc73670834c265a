using System.Globalization;
using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>Writes segments as a receiver leaves them, without flushing.</summary>
internal static class SpoolFiller
{
    private const long SegmentSize = 8 * 1024 * 1024;

    /// <summary>Writes events with the sequences 1, 2, ..., all received at the same time.</summary>
    public static void Fill(string folder, int count, DateTimeOffset received, string parameter)
    {
        Directory.CreateDirectory(folder);
        var segment = 0;
        var bytes = new TextBytes();
        for (var number = 1; number <= count; number++)
        {
            var body = Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"event_type\":1,\"stream_id\":\"8888_spooled\",\"sequence\":\"{number}\",\"stream_param\":\"{parameter}\"}}"));
            var parsed = NotificationParser.Parse(body);
            parsed.Event.ReceivedAt = received;
            parsed.Event.Verified = true;
            SpoolRecord.Write(bytes, number, parsed, Crc32.Of(body));
            if (bytes.Count > SegmentSize || number == count)
            {
                using var file = File.Create(Path.Combine(folder, $"events-{++segment:d8}.log"));
                file.Write(bytes.Bytes, 0, bytes.Count);
                bytes.Start();
            }
        }
    }
}
