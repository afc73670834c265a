using System.Text;

namespace TencentLvb.Views;

/// <summary>What the console's output can show.</summary>
internal static class TerminalEncoding
{
    /// <summary>Whether the encoding of the output has all of these characters.</summary>
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

    /// <summary>The decision alone.</summary>
    internal static bool Has(Encoding encoding, string marks) =>
        string.Equals(encoding.GetString(encoding.GetBytes(marks)), marks, StringComparison.Ordinal);
}
