using System.Globalization;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents a second in the formats of API 3.0. Thousands of requests are signed in the same second.</summary>
internal sealed class Tc3Time
{
    private static Tc3Time? last;

    private Tc3Time(long timestamp)
    {
        Timestamp = timestamp;
        Text = timestamp.ToString(CultureInfo.InvariantCulture);
        Date = DateTimeOffset.FromUnixTimeSeconds(timestamp).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Gets the Unix seconds.</summary>
    public long Timestamp { get; }

    /// <summary>Gets the X-TC-Timestamp header.</summary>
    public string Text { get; }

    /// <summary>Gets the UTC date. With China's date, requests would fail from midnight to eight in the morning.</summary>
    public string Date { get; }

    public static Tc3Time Of(long timestamp)
    {
        var time = Volatile.Read(ref last);
        if (time?.Timestamp != timestamp)
        {
            time = new Tc3Time(timestamp);
            Volatile.Write(ref last, time);
        }

        return time;
    }
}
