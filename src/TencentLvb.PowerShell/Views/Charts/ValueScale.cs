using System.Globalization;

namespace TencentLvb.Views;

/// <summary>Represents a vertical axis from zero to a round number, with round steps.</summary>
internal sealed class ValueScale
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    private readonly string _format;

    /// <param name="highest">The highest value that must fit.</param>
    /// <param name="mostTicks">The maximum number of steps.</param>
    /// <param name="wholeNumbers">Whether steps must be whole numbers.</param>
    public ValueScale(double highest, int mostTicks, bool wholeNumbers = false)
    {
        var least = (highest > 0 ? highest : 1) / mostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        Step = Steps.First(step => step * power >= least * 0.999999) * power;
        Step = wholeNumbers ? Math.Max(1, Math.Ceiling(Step)) : Step;
        Count = Math.Max(1, (int)Math.Ceiling((highest / Step) - 0.000001));
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(Step)));
        decimals += Math.Abs(Math.Round(Step, decimals) - Step) > Step * 0.01 ? 1 : 0;
        _format = decimals == 0 ? "#,0" : "0." + new string('0', decimals);
    }

    public double Step { get; }

    /// <summary>Gets the number of steps from zero to the top.</summary>
    public int Count { get; }

    public double Top => Step * Count;

    /// <summary>Returns the label of a step.</summary>
    public string Label(int step) => step == 0 ? "0" : (step * Step).ToString(_format, CultureInfo.InvariantCulture);
}
