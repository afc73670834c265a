using System.Globalization;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>Ranges of a day in China, as arguments and in the format of the service.</summary>
internal static class QueryTimes
{
    /// <summary>2025-03-02 00:00 in China.</summary>
    public const long Start = 1740844800;

    public static string Text(long time) => DateTimeOffset.FromUnixTimeSeconds(time).ToOffset(TimeSpan.FromHours(8))
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Range(double fromHour, double toHour) =>
        $" -StartTime {DateTimeOffset.FromUnixTimeSeconds(Start).AddHours(fromHour):yyyy-MM-ddTHH:mm:ssZ} -EndTime "
            + $"{DateTimeOffset.FromUnixTimeSeconds(Start).AddHours(toHour):yyyy-MM-ddTHH:mm:ssZ}";
}
