using System.Globalization;
using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>
/// Reads points in time as people and programs write them: ISO 8601 and common variants. Independent of the current culture.
/// </summary>
internal static class TimeText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "H:mm",
        "yyyy-MM-dd'T'H:mm", "yyyy-MM-dd H:mm", "yyyy-MM-dd'T'H:mmK", "yyyy-MM-dd H:mmK", "yyyy-MM-dd H:mm zzz",
        "yyyy-MM-dd'T'H:mm:ss", "yyyy-MM-dd H:mm:ss", "yyyy-MM-dd'T'H:mm:ssK", "yyyy-MM-dd H:mm:ssK", "yyyy-MM-dd H:mm:ss zzz",
        "yyyy-MM-dd'T'H:mm:ss.FFFFFFF", "yyyy-MM-dd'T'H:mm:ss.FFFFFFFK", "yyyy-MM-dd H:mm:ss.FFFFFFF", "yyyy-MM-dd H:mm:ss.FFFFFFFK",
    ];

    private static readonly Regex Fraction = new(@"(?<=:[0-9][0-9])[.,]([0-9]{1,7})[0-9]*", RegexOptions.CultureInvariant);
    private static readonly Regex HoursAlone = new(@"(?<=:[0-9.:]+ ?)[+-][0-9][0-9]\z", RegexOptions.CultureInvariant);
    private static readonly Regex WithOffset = new(@"(?:Z|[+-][0-9][0-9]:?[0-9][0-9])\z", RegexOptions.CultureInvariant);

    /// <summary>Parses a point in time; null if the text is not one.</summary>
    public static LvbTime? Parse(string text)
    {
        var usual = Usual(text.Trim());
        if (!DateTimeOffset.TryParseExact(usual, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time))
        {
            return null;
        }

        return WithOffset.IsMatch(usual) && usual.IndexOf(':') > 0
            ? time
            : new LvbTime(time, LocalClock.Note(DateTime.SpecifyKind(time.DateTime, DateTimeKind.Unspecified), time));
    }

    // Normalizes what other programs write: nanoseconds, a decimal comma, a lowercase z, an offset in hours only.
    private static string Usual(string text) =>
        HoursAlone.Replace(Fraction.Replace(text, ".$1"), "$0:00").Replace('z', 'Z');
}
