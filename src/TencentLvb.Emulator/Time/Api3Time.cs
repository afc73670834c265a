using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>
/// How a time was written: in UTC, or as a bare text that means China Standard Time. An answer uses the form of the question.
/// </summary>
internal enum TimeForm
{
    Utc,
    China,
}

/// <summary>The forms of time of API 3.0.</summary>
internal static class Api3Time
{
    private const string UtcForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string OffsetForm = "yyyy-MM-dd'T'HH:mm:sszzz";

    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString(UtcForm, CultureInfo.InvariantCulture);

    public static string Text(DateTimeOffset time, TimeForm form) => form == TimeForm.Utc ? Utc(time) : ChinaTime.Text(time);

    /// <summary>ISO 8601 with the offset of China.</summary>
    public static string WithOffset(DateTimeOffset time) => ChinaTime.Format(time, OffsetForm);

    public static bool TryUtc(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, UtcForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    public static bool TryIso(string text, out DateTimeOffset time) => TryUtc(text, out time)
        || DateTimeOffset.TryParseExact(text, OffsetForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
