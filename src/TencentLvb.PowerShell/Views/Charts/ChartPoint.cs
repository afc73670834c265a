namespace TencentLvb.Views;

/// <summary>Represents a value at a point in time.</summary>
internal readonly record struct ChartPoint(DateTimeOffset Time, double Value);
