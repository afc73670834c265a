using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>
/// Specifies the format of a time: in UTC, or a text without an offset, which means China Standard Time. A response uses the format of
/// the request.
/// </summary>
internal enum TimeForm
{
    Utc,
    China,
}

/// <summary>Converts the time formats of API 3.0.</summary>
internal static class Api3Time
{
    private const string UtcForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string OffsetForm = "yyyy-MM-dd'T'HH:mm:sszzz";

    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString(UtcForm, CultureInfo.InvariantCulture);

    public static string Text(DateTimeOffset time, TimeForm form) => form == TimeForm.Utc ? Utc(time) : ChinaTime.Text(time);

    /// <summary>Returns ISO 8601 with the offset of China.</summary>
    public static string WithOffset(DateTimeOffset time) => ChinaTime.Format(time, OffsetForm);

    public static bool TryUtc(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, UtcForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    public static bool TryIso(string text, out DateTimeOffset time) => TryUtc(text, out time)
        || DateTimeOffset.TryParseExact(text, OffsetForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
