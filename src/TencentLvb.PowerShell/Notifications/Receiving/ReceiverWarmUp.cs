using System.Security;

namespace TencentLvb.Notifications;

/// <summary>
/// Loads what an event needs (the JSON reader, hashes, unpacking) before connections are open. When file descriptors run out, an assembly
/// that can't be loaded then can't be loaded later either: the runtime remembers the failure.
/// </summary>
internal static class ReceiverWarmUp
{
    private const string Body = """{"event_type":1,"stream_id":"warm","sequence":"1","t":1,"sign":"00000000000000000000000000000000"}""";

    // Nothing, packed with gzip.
    private static readonly byte[] Empty = Convert.FromBase64String("H4sIAAAAAAAAAwMAAAAAAAAAAAA=");

    public static void Run()
    {
        using var key = new SecureString();
        var reader = new NotificationReader(new EventPolicy(), () => key);
        try
        {
            reader.Read(System.Text.Encoding.UTF8.GetBytes(Body), DateTimeOffset.FromUnixTimeSeconds(0));
        }
        catch (LvbException)
        {
            // Its sign is made up.
        }

        _ = BodyUnpacker.Gunzip(Empty);
        _ = Crc32.Of(Empty);
    }
}
