using System.Security;

namespace TencentLvb.Notifications;

/// <summary>
/// Loads the assemblies that an event requires (JSON reader, hashes, decompression) before connections are open. An assembly that cannot
/// be loaded because file descriptors have run out cannot be loaded later either: the runtime caches the failure.
/// </summary>
internal static class ReceiverWarmUp
{
    private const string Body = """{"event_type":1,"stream_id":"warm","sequence":"1","t":1,"sign":"00000000000000000000000000000000"}""";

    // An empty body, compressed with gzip.
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
            // Its sign is not valid.
        }

        _ = BodyUnpacker.Gunzip(Empty);
        _ = Crc32.Of(Empty);
    }
}
