using System.Globalization;

namespace TencentLvb.Http;

/// <summary>Provides the value of the Date header, created once per second.</summary>
internal sealed class HttpDate
{
    private Cached _current = new(-1, "");

    /// <summary>Gets or sets the server's clock. Set it before the server starts.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = static () => DateTimeOffset.UtcNow;

    public string Text(TimeSpan offset)
    {
        DateTime now = Clock().UtcDateTime;
        if (offset != TimeSpan.Zero)
        {
            return Format(now + offset);
        }

        long second = now.Ticks / TimeSpan.TicksPerSecond;
        Cached cached = _current;
        if (cached.Second != second)
        {
            _current = cached = new Cached(second, Format(now));
        }

        return cached.Text;
    }

    private static string Format(DateTime time) => time.ToString("r", CultureInfo.InvariantCulture);

    private sealed record Cached(long Second, string Text);
}
