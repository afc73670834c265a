using System.Globalization;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Represents the position in a list that is read window by window and page by page: the remaining windows, and the page of the current
/// window. Its text is the token of the next page.
/// </summary>
/// <param name="Windows">The remaining windows, starting with the current one.</param>
/// <param name="Page">The number of the page in that window, starting at 1.</param>
internal sealed record WindowCursor(IReadOnlyList<TimeWindow> Windows, int Page)
{
    // Shorter windows are not halved: they contain too many events to be listed completely.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    public TimeWindow Now => Windows[0];

    /// <summary>Gets whether the current window can be halved.</summary>
    public bool CanHalve => Now.End - Now.Start > Shortest;

    /// <summary>Returns the next page of the same window.</summary>
    public WindowCursor NextPage() => this with { Page = Page + 1 };

    /// <summary>Returns the first page of the next window; null if this was the last one.</summary>
    public WindowCursor? NextWindow() => Windows.Count > 1 ? new WindowCursor(Windows.Skip(1).ToArray(), 1) : null;

    /// <summary>Returns the same range with the current window in two halves, in the order of the list.</summary>
    public WindowCursor Halve(bool latestFirst)
    {
        var middle = DateTimeOffset.FromUnixTimeSeconds((Now.Start.ToUnixTimeSeconds() + Now.End.ToUnixTimeSeconds()) / 2);
        var earlier = new TimeWindow(Now.Start, middle);
        var later = new TimeWindow(middle, Now.End);
        return new WindowCursor([latestFirst ? later : earlier, latestFirst ? earlier : later, .. Windows.Skip(1)], 1);
    }

    /// <summary>Parses the token of a page.</summary>
    public static WindowCursor Parse(string token)
    {
        var parts = token.Split(' ');
        return new WindowCursor(
            parts.Skip(1).Select(p => p.Split('-')).Select(p => new TimeWindow(Time(p[0]), Time(p[1]))).ToArray(),
            int.Parse(parts[0], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Join(" ", new[] { Page.ToString(CultureInfo.InvariantCulture) }.Concat(
        Windows.Select(w => FormattableString.Invariant($"{w.Start.ToUnixTimeSeconds()}-{w.End.ToUnixTimeSeconds()}"))));

    private static DateTimeOffset Time(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
}
