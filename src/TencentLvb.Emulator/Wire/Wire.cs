using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>Formats numbers for the wire, independent of the culture.</summary>
internal static class Wire
{
    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(double value) => ((decimal)value).ToString(CultureInfo.InvariantCulture);
}
