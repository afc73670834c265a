using System.Globalization;

namespace TencentLvb.Backends.Api3;

/// <summary>A second as requests of API 3.0 write it. Thousands of requests are signed in the same one.</summary>
internal sealed class Tc3Time
{
    private static Tc3Time? last;

    private Tc3Time(long timestamp)
    {
        Timestamp = timestamp;
        Text = timestamp.ToString(CultureInfo.InvariantCulture);
        Date = DateTimeOffset.FromUnixTimeSeconds(timestamp).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Unix seconds.</summary>
    public long Timestamp { get; }

    /// <summary>The X-TC-Timestamp header.</summary>
    public string Text { get; }

    /// <summary>The UTC date: China's date fails every day from midnight to eight in the morning.</summary>
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
