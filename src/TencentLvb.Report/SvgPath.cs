using System.Globalization;
using System.Text;

namespace TencentLvb.Report;

/// <summary>
/// Writes the line of a series as the data of an SVG path in whole numbers: seconds from the start of the range, and the scaled value.
/// The page's script reads times and values from it, so that the page contains them only once.
/// </summary>
internal static class SvgPath
{
    /// <summary>Returns the line, interrupted at every gap.</summary>
    public static string Line(ReportSeries series, DateTimeOffset start, double scale)
    {
        var path = new StringBuilder();
        var (x0, y0) = (0L, 0L);
        var isAlone = false;
        foreach (var (point, isAfterGap) in series.Points())
        {
            var (x, y) = (X(point, start), Y(point, scale));
            if (path.Length == 0 || isAfterGap)
            {
                End(path, isAlone);
                Append(path.Append('M'), x, y);
                isAlone = true;
            }
            else
            {
                Append(path.Append('l'), x - x0, y - y0);
                isAlone = false;
            }

            (x0, y0) = (x, y);
        }

        End(path, isAlone);
        return path.ToString();
    }

    /// <summary>Returns the area between the line and zero.</summary>
    public static string Area(ReportSeries series, DateTimeOffset start, double scale)
    {
        var path = new StringBuilder();
        foreach (var (point, isAfterGap) in series.Points())
        {
            var x = X(point, start).ToString(CultureInfo.InvariantCulture);
            if (path.Length == 0 || isAfterGap)
            {
                path.Append(path.Length == 0 ? "" : "V0").Append('M').Append(x).Append(" 0");
            }

            path.Append('L').Append(x).Append(' ').Append(Y(point, scale).ToString(CultureInfo.InvariantCulture));
        }

        return path.Append(path.Length == 0 ? "" : "V0").ToString();
    }

    // A single point is a line of zero length: its round ends make it a dot.
    private static void End(StringBuilder path, bool isAlone) => path.Append(isAlone ? "h0" : "");

    private static long X(ChartPoint point, DateTimeOffset start) => (long)Math.Round((point.Time - start).TotalSeconds);

    private static long Y(ChartPoint point, double scale) => (long)Math.Round(point.Value * scale);

    private static void Append(StringBuilder path, long x, long y) =>
        path.Append(x.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(y.ToString(CultureInfo.InvariantCulture));
}
