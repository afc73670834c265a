using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace TencentLvb.Downloads;

/// <summary>
/// Which file, and which version of it, bytes belong to: the mark of its address, the validators of the answer they came with, and the
/// length of the whole. Only parts of one version may be put together.
/// </summary>
internal sealed record FileVersion(string Address, string? ETag, string? LastModified, long? Total)
{
    // Nothing in a header comes near this.
    private const int LongestValidator = 1000;

    /// <summary>
    /// What makes the server send the rest only if it is of the same version; null when nothing does. A weak ETag does not promise the
    /// same bytes, and a date not, while the file may change again within its second.
    /// </summary>
    public string? Condition => ETag is { } tag && !IsWeak(tag) ? tag : LastModified;

    /// <summary>The version that an answer is of.</summary>
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
    /// Whether a part of this version goes on with the bytes of another answer. An answer to a conditional request names its ETag again,
    /// and need not name its date: then the lengths have to agree instead.
    /// </summary>
    public bool GoesOnWith(FileVersion other) =>
        Condition is { } condition
        && Address == other.Address
        && ETag == other.ETag
        && (Total is null || other.Total is null || Total == other.Total)
        && (other.LastModified is { } date ? LastModified is null || date == LastModified : condition == ETag
        || (Total is not null && Total == other.Total));

    /// <summary>
    /// Whether a refused rest (416) shows that <paramref name="length"/> bytes of this version are all there are. Such an answer often
    /// names no validator: then the length that the first answer announced has to agree.
    /// </summary>
    public bool IsWholeAt(long length, FileVersion refused) =>
        Condition is not null
        && refused.Total == length
        && Total == length
        && (refused.ETag is null || refused.ETag == ETag)
        && (refused.LastModified is null || refused.LastModified == LastModified);

    /// <summary>Reads a note; null when it is none, or of another file.</summary>
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

    /// <summary>The note of it.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}\n{1}\n{2}\n{3}\n", Address, ETag,
        LastModified, Total);

    // The address itself may grant access, so that only its mark is kept.
    private static string Mark(DownloadItem item) => SafeFileName.Mark(item.Address.AbsoluteUri);

    private static bool IsWeak(string tag) => tag.StartsWith("W/", StringComparison.OrdinalIgnoreCase);

    private static string? Text(EntityTagHeaderValue? tag) => tag?.ToString() is { Length: > 0 and <= LongestValidator } text
        && PrintableText.IsSafe(text) ? text : null;

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
