namespace TencentLvb.Views;

/// <summary>Specifies how a chart is written.</summary>
/// <param name="Width">The maximum line length in columns.</param>
/// <param name="Height">The number of lines of header, plot and axis. A legend is added below them.</param>
/// <param name="Ascii">Whether only ASCII characters are used.</param>
/// <param name="Zone">The time zone of all times.</param>
/// <param name="Now">The current time.</param>
internal sealed record TextChartOptions(int Width, int Height, bool Ascii, TimeZoneInfo Zone, DateTimeOffset Now)
{
    // Figures of the service may be some minutes old.
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    public string Ellipsis => Ascii ? "..." : "…";

    /// <summary>Returns the label of the newest value: only a recent value is current.</summary>
    public string LastWord(DateTimeOffset newest) => Now - newest < Recent ? "now" : "last";
}
