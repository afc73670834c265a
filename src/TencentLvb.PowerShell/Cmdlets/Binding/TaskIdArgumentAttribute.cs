using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace TencentLvb;

/// <summary>
/// Takes the id of a recording task with all its digits: as text, or as any whole number. A number that has lost some on its way (a double)
/// stays recognisable as such, so that the service's own check refuses it.
/// </summary>
internal sealed class TaskIdArgumentAttribute : ArgumentTransformationAttribute
{
    private const double FirstInexact = 9007199254740992;
    private const float FirstInexactSingle = 16777216;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        // PowerShell reads an id of twenty digits as a decimal or a double; the text that was typed is still there.
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

    // An id that is not exact any more is written so that nobody takes it for one.
    private static string WithFraction(double number, double firstInexact) =>
        Math.Abs(number) < firstInexact && Math.Floor(number) == number
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : number.ToString("E16", CultureInfo.InvariantCulture);
}
