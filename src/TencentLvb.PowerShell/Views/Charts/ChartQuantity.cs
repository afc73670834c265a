using System.Globalization;

namespace TencentLvb.Views;

/// <summary>
/// Represents the quantity of a chart: its name, its units by magnitude, and whether the values of several streams can be added.
/// </summary>
internal sealed class ChartQuantity
{
    private readonly (double Factor, string Unit)[] _units;

    private ChartQuantity(string property, string title, bool isAdditive, params (double Factor, string Unit)[] units)
    {
        Property = property;
        Title = title;
        IsAdditive = isAdditive;
        _units = units;
    }

    /// <summary>Gets all quantities, in the order in which they are searched for in points without further information.</summary>
    public static IReadOnlyList<ChartQuantity> All { get; } =
    [
        new("Online", "Viewers", isAdditive: true, (1, "")),
        new("BitrateBps", "Bit rate", isAdditive: false, (1, "bps"), (1e3, "kbps"), (1e6, "Mbps")),
        new("Fps", "Frame rate", isAdditive: false, (1, "fps")),
        new("BandwidthMbps", "Bandwidth", isAdditive: true, (1, "Mbps"), (1e3, "Gbps"), (1e6, "Tbps")),
        new("TrafficMB", "Traffic", isAdditive: true, (1, "MB"), (1e3, "GB"), (1e6, "TB")),
    ];

    /// <summary>Gets the name of the property in the module's objects.</summary>
    public string Property { get; }

    public string Title { get; }

    public bool IsAdditive { get; }

    public static ChartQuantity Of(string property) =>
        All.First(q => string.Equals(q.Property, property, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the unit and factor with which values up to the highest are short.</summary>
    public (double Factor, string Unit) UnitFor(double highest)
    {
        var chosen = _units[0];
        foreach (var unit in _units)
        {
            chosen = highest >= 10 * unit.Factor ? unit : chosen;
        }

        return chosen;
    }

    /// <summary>Formats a number in a readable form: at least three significant digits if available, the same in every culture.</summary>
    public static string Number(double value) => value.ToString(
        Math.Abs(value) >= 100 || value == Math.Floor(value) ? "#,0" : Math.Abs(value) >= 10 ? "#,0.#" : "0.##",
        CultureInfo.InvariantCulture);

    /// <summary>Formats a value with a unit that suits its magnitude.</summary>
    public string Text(double value)
    {
        var (factor, unit) = UnitFor(value);
        return unit.Length == 0 ? Number(value / factor) : $"{Number(value / factor)} {unit}";
    }
}
