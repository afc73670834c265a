using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace TencentLvb;

/// <summary>
/// Reads the ID of a recording task with all its digits, from text or any whole number. A number that has lost digits (a double) stays
/// recognizable, so that the check of the service refuses it.
/// </summary>
internal sealed class TaskIdArgumentAttribute : ArgumentTransformationAttribute
{
    private const double FirstInexact = 9007199254740992;
    private const float FirstInexactSingle = 16777216;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        // PowerShell reads an ID of twenty digits as a decimal or a double. The typed text is still available.
        var typed = inputData?.ToString();
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null,
            string text => text.Trim(),
            sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger
                => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            decimal number when decimal.Truncate(number) == number => number.ToString("0", CultureInfo.InvariantCulture),
            double or float when typed is { Length: > 0 } && inputData is PSObject && typed.All(char.IsDigit) => typed,
            double number => WithFraction(number, FirstInexact),
            float number => WithFraction(number, FirstInexactSingle),
            _ => typed,
        };
    }

    // Formats an inexact ID so that it cannot be mistaken for a valid one.
    private static string WithFraction(double number, double firstInexact) =>
        Math.Abs(number) < firstInexact && Math.Floor(number) == number
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : number.ToString("E16", CultureInfo.InvariantCulture);
}
