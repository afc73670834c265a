namespace TencentLvb.Views;

/// <summary>How a chart is written.</summary>
/// <param name="Width">The longest line, in columns.</param>
/// <param name="Height">How many lines head, plot and axis take together; a legend comes below them.</param>
/// <param name="Ascii">Whether only ASCII may be used.</param>
/// <param name="Zone">The time zone of all times.</param>
/// <param name="Now">The present.</param>
internal sealed record TextChartOptions(int Width, int Height, bool Ascii, TimeZoneInfo Zone, DateTimeOffset Now)
{
    // Figures of the service may be some minutes old.
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    public string Ellipsis => Ascii ? "..." : "…";

    /// <summary>What the newest value is called: only what is recent is the value of now.</summary>
    public string LastWord(DateTimeOffset newest) => Now - newest < Recent ? "now" : "last";
}
