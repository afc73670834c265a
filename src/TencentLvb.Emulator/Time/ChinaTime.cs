using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>Converts the text times of the service: China Standard Time, UTC+8 all year, without an offset.</summary>
internal static class ChinaTime
{
    private const string Form = "yyyy-MM-dd HH:mm:ss";
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Text(DateTimeOffset time) => time.ToOffset(Offset).ToString(Form, CultureInfo.InvariantCulture);

    public static DateTime Day(DateTimeOffset time) => time.ToOffset(Offset).Date;

    public static DateTimeOffset StartOfDay(DateTimeOffset time) => new(Day(time), Offset);

    public static string Format(DateTimeOffset time, string form) => time.ToOffset(Offset).ToString(form, CultureInfo.InvariantCulture);

    public static bool TryRead(string text, out DateTimeOffset time)
    {
        time = default;
        if (!DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            return false;
        }

        time = new DateTimeOffset(parsed, Offset);
        return true;
    }

    /// <summary>Truncates to whole seconds, as in the texts.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
