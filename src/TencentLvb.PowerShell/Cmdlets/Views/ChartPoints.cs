using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>Collects points by stream. The first point determines which property is drawn, unless the user specified one.</summary>
internal sealed class ChartPoints(string? property)
{
    private readonly Dictionary<(string? Stream, string Detail), List<ChartPoint>> _points = [];

    /// <summary>Gets the quantity that is drawn; null until the first point.</summary>
    public ChartQuantity? Quantity { get; private set; } = property is null ? null : ChartQuantity.Of(property);

    /// <summary>Adds a point. Returns the error if it is invalid, otherwise null. A point without a value is accepted as a gap.</summary>
    public LvbException? Add(PSObject point)
    {
        var quantity = Quantity ?? ChartQuantity.All.FirstOrDefault(q => ChartPointReader.Has(point, q.Property));
        if (quantity is null || !ChartPointReader.Has(point, quantity.Property))
        {
            return LvbErrors.InvalidArgument(
                $"The object has no {(quantity is null ? "property that can be charted" : quantity.Property + " property")}.",
                "Pipe in the output of Get-LvbLivePlayStatHistory, Get-LvbLivePushStatHistory or Get-LvbLiveStat, "
                + "or objects with one of these properties: " + string.Join(", ", ChartQuantity.All.Select(q => q.Property)) + ".");
        }

        if (ChartPointReader.Time(point) is not { } time)
        {
            return LvbErrors.InvalidArgument(
                "The object has no Time property with a valid time.",
                "Specify a time for each point, for example 2026-11-23T06:48:00+08:00.");
        }

        if (!ChartPointReader.TryNumber(point, quantity.Property, out var number))
        {
            return LvbErrors.InvalidArgument(
                $"The {quantity.Property} property of the object is not a number.",
                "Specify a number, or leave the property empty if nothing was measured.");
        }

        Quantity = quantity;
        if (number is { } value)
        {
            var key = ChartPointReader.Key(point);
            if (!_points.TryGetValue(key, out var series))
            {
                _points.Add(key, series = []);
            }

            series.Add(new ChartPoint(time, Math.Max(0, value)));
        }

        return null;
    }

    /// <summary>Returns the series by name. If a stream has several, the name includes what distinguishes them.</summary>
    public IReadOnlyList<ChartSeries> Series()
    {
        var ambiguous = _points.Keys.GroupBy(key => key.Stream ?? "").Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        return [.. _points.Select(pair => new ChartSeries(Name(pair.Key, ambiguous), pair.Value))];
    }

    private static string Name((string? Stream, string Detail) key, List<string> ambiguous)
    {
        var name = key.Stream ?? "all streams";
        return PrintableText.Of(ambiguous.Contains(key.Stream ?? "") && key.Detail.Length > 0 ? $"{name} ({key.Detail})" : name);
    }
}
