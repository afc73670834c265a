using System.Text.RegularExpressions;

namespace TencentLvb.Common;

/// <summary>Returns why a connection failed, as a clause for a message: the text of .NET without its own error codes.</summary>
internal static class NetworkText
{
    // .NET appends the name of an enumeration member: "... (ResponseEnded)".
    private static readonly Regex CodeName = new(@"\s*\((?:[A-Z][a-z]+)+\)\z", RegexOptions.CultureInvariant);

    public static string Of(Exception error)
    {
        var text = CodeName.Replace(LogRedaction.Foreign(error.GetBaseException().Message), "").TrimEnd('.');
        return text.StartsWith("The response ended prematurely", StringComparison.Ordinal) ? "the response was cut off" : text;
    }
}
