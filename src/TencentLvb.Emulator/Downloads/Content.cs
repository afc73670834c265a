using System.Text;

namespace TencentLvb.Emulator;

/// <summary>Creates the content of the emulator's files and pictures, which is the same for every download.</summary>
internal static class Content
{
    private static readonly byte[] Playlist = Encoding.ASCII.GetBytes(
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10.0,\n0.ts\n#EXT-X-ENDLIST\n");

    // A gray picture of one pixel: quantization, frame, two Huffman tables of one code each, scan.
    private static readonly byte[] PixelHead = [0xFF, 0xD8];
    private static readonly byte[] PixelTail =
    [
        .. Segment(0xDB, [0, .. Ones(64)]),
        .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        .. Segment(0xC4, [0x00, 1, .. new byte[15], 0]),
        .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        0x3F, 0xFF, 0xD9,
    ];

    public static int PlaylistLength => Playlist.Length;

    public static string TypeOf(TapeFile file) => file.Format switch
    {
        "hls" => "application/vnd.apple.mpegurl",
        "mp4" => "video/mp4",
        "aac" => "audio/aac",
        _ => "video/x-flv",
    };

    public static byte[] Of(TapeFile file)
    {
        if (file.Format == "hls")
        {
            return Playlist;
        }

        var bytes = new byte[file.Size];
        var state = file.FileId | 1;
        for (var i = 0; i < bytes.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes[i] = (byte)state;
        }

        return bytes;
    }

    /// <summary>Returns a picture whose comment identifies it.</summary>
    public static byte[] Picture(string path)
    {
        var comment = Segment(0xFE, Encoding.UTF8.GetBytes(path));
        var picture = new byte[PixelHead.Length + comment.Length + PixelTail.Length];
        PixelHead.CopyTo(picture, 0);
        comment.CopyTo(picture, PixelHead.Length);
        PixelTail.CopyTo(picture, PixelHead.Length + comment.Length);
        return picture;
    }

    private static byte[] Segment(byte marker, byte[] payload) =>
        [0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    private static byte[] Ones(int count)
    {
        var ones = new byte[count];
        for (var i = 0; i < count; i++)
        {
            ones[i] = 1;
        }

        return ones;
    }
}
