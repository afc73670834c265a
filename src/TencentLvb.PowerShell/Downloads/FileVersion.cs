using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace TencentLvb.Downloads;

/// <summary>
/// Identifies the file and its version to which bytes belong: a hash of its address, the validators of the response, and the total
/// length. Only parts of one version can be combined.
/// </summary>
internal sealed record FileVersion(string Address, string? ETag, string? LastModified, long? Total)
{
    // Headers are far shorter.
    private const int LongestValidator = 1000;

    /// <summary>
    /// Gets the condition under which the server sends the rest only if it has the same version; null if there is none. A weak ETag does
    /// not guarantee the same bytes, nor does a date while the file may change within the same second.
    /// </summary>
    public string? Condition => ETag is { } tag && !IsWeak(tag) ? tag : LastModified;

    /// <summary>Returns the version of a response.</summary>
    public static FileVersion Of(DownloadItem item, HttpResponseMessage answer)
    {
        var content = answer.Content.Headers;
        var date = content.LastModified is { } modified && !(answer.Headers.Date - modified < TimeSpan.FromSeconds(1))
            ? modified.ToString("r", CultureInfo.InvariantCulture)
            : null;
        return new(Mark(item), Text(answer.Headers.ETag), date, answer.IsSuccessStatusCode
            && answer.StatusCode != HttpStatusCode.PartialContent ? content.ContentLength : content.ContentRange?.Length);
    }

    /// <summary>
    /// Determines whether a part of this version can be continued with the bytes of another response. A response to a conditional request
    /// repeats its ETag, but may omit its date: then the lengths must match instead.
    /// </summary>
    public bool CanContinueWith(FileVersion other) =>
        Condition is { } condition
        && Address == other.Address
        && ETag == other.ETag
        && (Total is null || other.Total is null || Total == other.Total)
        && (other.LastModified is { } date ? LastModified is null || date == LastModified : condition == ETag
        || (Total is not null && Total == other.Total));

    /// <summary>
    /// Determines whether a refused range (416) shows that <paramref name="length"/> bytes of this version are the whole file. Such a
    /// response often contains no validator: then the length that the first response announced must match.
    /// </summary>
    public bool IsCompleteAt(long length, FileVersion refused) =>
        Condition is not null
        && refused.Total == length
        && Total == length
        && (refused.ETag is null || refused.ETag == ETag)
        && (refused.LastModified is null || refused.LastModified == LastModified);

    /// <summary>Parses a note; null if it is invalid or belongs to another file.</summary>
    public static FileVersion? Parse(string note, DownloadItem item)
    {
        var lines = note.Split('\n');
        if (lines.Length != 5 || lines[4].Length > 0 || lines[0] != Mark(item))
        {
            return null;
        }

        long? total = long.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : null;
        return new FileVersion(lines[0], Empty(lines[1]), Empty(lines[2]), total);
    }

    /// <summary>Returns the note of this version.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}\n{1}\n{2}\n{3}\n", Address, ETag,
        LastModified, Total);

    // Only a hash is stored, because the address itself may grant access.
    private static string Mark(DownloadItem item) => SafeFileName.Mark(item.Address.AbsoluteUri);

    private static bool IsWeak(string tag) => tag.StartsWith("W/", StringComparison.OrdinalIgnoreCase);

    private static string? Text(EntityTagHeaderValue? tag) => tag?.ToString() is { Length: > 0 and <= LongestValidator } text
        && PrintableText.IsSafe(text) ? text : null;

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
