using System.Text;

namespace TencentLvb.Views;

/// <summary>Determines which characters the console's output supports.</summary>
internal static class TerminalEncoding
{
    /// <summary>Determines whether the encoding of the output has all of these characters.</summary>
    public static bool Has(string marks)
    {
        try
        {
            return Has(Console.OutputEncoding, marks);
        }
        catch (Exception e) when (e is IOException or System.Security.SecurityException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Makes the decision for a given encoding.</summary>
    internal static bool Has(Encoding encoding, string marks) =>
        string.Equals(encoding.GetString(encoding.GetBytes(marks)), marks, StringComparison.Ordinal);
}
