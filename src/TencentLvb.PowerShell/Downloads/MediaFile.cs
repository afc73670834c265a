using System.Globalization;

namespace TencentLvb.Downloads;

/// <summary>Determines the type and the name of the file at an address.</summary>
internal static class MediaFile
{
    private static readonly HashSet<string> Recordings = new(StringComparer.Ordinal)
    {
        "mp4", "flv", "m3u8", "hls", "ts", "aac", "m4a", "mp3", "mov", "mkv", "webm", "wav", "fmp4", "m4s",
    };

    private static readonly HashSet<string> Pictures = new(StringComparer.Ordinal) { "jpg", "jpeg", "png", "webp", "gif", "bmp",
        "heic", "avif" };

    /// <summary>The extension of a playlist, whose size is not that of the recording.</summary>
    public const string Playlist = "m3u8";

    // Pictures have a few megabytes at most, and playlists contain addresses.
    private const long MostOfSmallFile = 64 * 1024 * 1024;

    /// <summary>Returns the maximum size of a file with this name; recordings have no limit.</summary>
    public static long MostBytes(string path) =>
        Extension(path, Pictures) is not null || path.EndsWith("." + Playlist, StringComparison.OrdinalIgnoreCase)
            ? MostOfSmallFile
            : long.MaxValue;

    /// <summary>
    /// Returns the name of a recording: stream, start in UTC and file ID. The file ID of the service distinguishes recordings. Without
    /// one, or if a part contains characters that are not allowed in file names, a hash of the recording's data is added.
    /// </summary>
    public static string RecordingName(string? streamId, DateTimeOffset? start, string? fileId, Uri address, string extension)
    {
        var isKnown = start is not null && streamId is not null && SafeFileName.IsPlain(streamId) && IsNumber(fileId);
        var mark = isKnown ? null : SafeFileName.Mark(streamId, Stamp(start), fileId, fileId is null ? Key(address) : address.AbsolutePath);
        return SafeFileName.Join(extension, mark, streamId, Stamp(start), fileId);
    }

    /// <summary>
    /// Returns the name of a picture: stream, time in UTC and size. This is sufficient if the service derived the address from these
    /// values. Otherwise a hash of the address is added, because a cover and a screenshot of the same second share the other parts.
    /// </summary>
    public static string PictureName(string? streamId, DateTimeOffset? time, string? size, Uri address, string extension)
    {
        var isKnown = time is { } at && streamId is not null && size is not null && SafeFileName.IsPlain(streamId)
            && address.Query.Length == 0
            && string.Equals(address.AbsolutePath, ServicePath(streamId, at, size, extension), StringComparison.Ordinal);
        return SafeFileName.Join(extension, isKnown ? null : SafeFileName.Mark(streamId, Stamp(time), Key(address)), streamId,
            Stamp(time), size);
    }

    /// <summary>
    /// Returns the extension of a recording. Only extensions of media are taken from an address, so that no file is saved as a program.
    /// </summary>
    public static string RecordingExtension(Uri address, string? format) =>
        Extension(address.AbsolutePath, Recordings) ?? Extension("." + format, Recordings) switch
        {
            null => "bin",
            "hls" => Playlist,
            var known => known,
        };

    /// <summary>Returns the extension of a picture.</summary>
    public static string PictureExtension(Uri address) => Extension(address.AbsolutePath, Pictures) ?? "jpg";

    private static string? Extension(string path, HashSet<string> known) =>
        path.Substring(path.LastIndexOf('.') + 1).ToLowerInvariant() is var extension && known.Contains(extension) ? extension : null;

    private static bool IsNumber(string? text) => text is { Length: > 0 and <= 40 } && text.All(c => c is >= '0' and <= '9');

    // UTC, because a local hour occurs twice in autumn and differs on other machines.
    private static string? Stamp(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

    private static string ServicePath(string streamId, DateTimeOffset time, string size, string extension) => string.Format(
        CultureInfo.InvariantCulture, "/{0:yyyy-MM-dd}/{1}-screenshot-{0:HH-mm-ss}-{2}.{3}", time.ToOffset(ChinaTime.Offset), streamId,
            size, extension);

    // Without user name and password, which do not identify the picture.
    private static string Key(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery,
        UriFormat.UriEscaped);
}
