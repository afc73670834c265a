using System.Globalization;

namespace TencentLvb.Downloads;

/// <summary>What kind of file an address stands for, and what its name is.</summary>
internal static class MediaFile
{
    private static readonly HashSet<string> Recordings = new(StringComparer.Ordinal)
    {
        "mp4", "flv", "m3u8", "hls", "ts", "aac", "m4a", "mp3", "mov", "mkv", "webm", "wav", "fmp4", "m4s",
    };

    private static readonly HashSet<string> Pictures = new(StringComparer.Ordinal) { "jpg", "jpeg", "png", "webp", "gif", "bmp",
        "heic", "avif" };

    /// <summary>The extension of a playlist; its size is not that of the recording.</summary>
    public const string Playlist = "m3u8";

    // Pictures have some megabytes at most, and playlists list addresses.
    private const long MostOfSmallFile = 64 * 1024 * 1024;

    /// <summary>How many bytes a file of that name has at most; a recording has no limit.</summary>
    public static long MostBytes(string path) =>
        Extension(path, Pictures) is not null || path.EndsWith("." + Playlist, StringComparison.OrdinalIgnoreCase)
            ? MostOfSmallFile
            : long.MaxValue;

    /// <summary>
    /// The name of a recording: stream, start in UTC and file id. The service's file id tells two recordings apart; without one, or
    /// where a part cannot stand in a name as it is, a mark of what the recording is goes behind it.
    /// </summary>
    public static string RecordingName(string? streamId, DateTimeOffset? start, string? fileId, Uri address, string extension)
    {
        var isKnown = start is not null && streamId is not null && SafeFileName.IsPlain(streamId) && IsNumber(fileId);
        var mark = isKnown ? null : SafeFileName.Mark(streamId, Stamp(start), fileId, fileId is null ? Key(address) : address.AbsolutePath);
        return SafeFileName.Join(extension, mark, streamId, Stamp(start), fileId);
    }

    /// <summary>
    /// The name of a picture: stream, time in UTC and size. That is enough where the address is the one that the service makes of just
    /// these; else a mark of the address goes behind it, since covers and pictures of one second share the rest.
    /// </summary>
    public static string PictureName(string? streamId, DateTimeOffset? time, string? size, Uri address, string extension)
    {
        var isKnown = time is { } at && streamId is not null && size is not null && SafeFileName.IsPlain(streamId)
            && address.Query.Length == 0
            && string.Equals(address.AbsolutePath, ServicePath(streamId, at, size, extension), StringComparison.Ordinal);
        return SafeFileName.Join(extension, isKnown ? null : SafeFileName.Mark(streamId, Stamp(time), Key(address)), streamId,
            Stamp(time), size);
    }

    /// <summary>The extension of a recording. One that is none of a medium is not taken from an address: nothing is saved as a
    /// program.</summary>
    public static string RecordingExtension(Uri address, string? format) =>
        Extension(address.AbsolutePath, Recordings) ?? Extension("." + format, Recordings) switch
        {
            null => "bin",
            "hls" => Playlist,
            var known => known,
        };

    /// <summary>The extension of a picture.</summary>
    public static string PictureExtension(Uri address) => Extension(address.AbsolutePath, Pictures) ?? "jpg";

    private static string? Extension(string path, HashSet<string> known) =>
        path.Substring(path.LastIndexOf('.') + 1).ToLowerInvariant() is var extension && known.Contains(extension) ? extension : null;

    private static bool IsNumber(string? text) => text is { Length: > 0 and <= 40 } && text.All(c => c is >= '0' and <= '9');

    // UTC: a local hour comes twice in autumn, and another machine has another one.
    private static string? Stamp(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

    private static string ServicePath(string streamId, DateTimeOffset time, string size, string extension) => string.Format(
        CultureInfo.InvariantCulture, "/{0:yyyy-MM-dd}/{1}-screenshot-{0:HH-mm-ss}-{2}.{3}", time.ToOffset(ChinaTime.Offset), streamId,
            size, extension);

    // Without a user name and password, which do not make another picture of it.
    private static string Key(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery,
        UriFormat.UriEscaped);
}
