namespace TencentLvb.Views;

/// <summary>A value at a moment.</summary>
internal readonly record struct ChartPoint(DateTimeOffset Time, double Value);
