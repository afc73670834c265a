using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>The table that a run prints. Each row shows a value and what it is compared with, measured in the same run.</summary>
internal sealed class Table
{
    private static readonly string[] Head = ["What", "Module", "Reference", "Ratio", "Target"];
    private readonly List<string[]> _rows = [];

    /// <summary>A measured value, a reference of the same run, and their ratio.</summary>
    public void Ratio(string what, double value, double reference, string unit, string aim = "") => Add(
        what, Number(value) + " " + unit, Number(reference) + " " + unit,
            (value / reference).ToString("0.00", CultureInfo.InvariantCulture), aim);

    /// <summary>A measured value, a reference of the same run, and the difference.</summary>
    public void Difference(string what, double value, double reference, string unit, string aim = "") => Add(
        what, Number(value) + " " + unit, Number(reference) + " " + unit,
            (value - reference).ToString("+#,0;-#,0", CultureInfo.InvariantCulture), aim);

    /// <summary>A measured value without a reference.</summary>
    public void Value(string what, double value, string unit, string aim = "") => Add(what, Number(value) + " " + unit, "", "", aim);

    public void Print()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        var widths = Head.Select((title, i) => Math.Max(title.Length, _rows.Max(r => r[i].Length))).ToArray();
        Line(Head, widths);
        Console.WriteLine("|" + string.Join("|", widths.Select(w => new string('-', w + 2))) + "|");
        foreach (var row in _rows)
        {
            Line(row, widths);
        }
    }

    private void Add(params string[] row)
    {
        _rows.Add(row);
        Console.Error.WriteLine(string.Join("  ", row.Where(c => c.Length > 0)));
    }

    private static void Line(string[] cells, int[] widths) =>
        Console.WriteLine("| " + string.Join(" | ", cells.Select((c, i) => c.PadRight(widths[i]))) + " |");

    private static string Number(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
