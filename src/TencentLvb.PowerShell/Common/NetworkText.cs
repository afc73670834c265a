using System.Text.RegularExpressions;

namespace TencentLvb.Common;

/// <summary>Why a connection failed, as a clause for a message: what .NET says of it, without the names of its own error codes.</summary>
internal static class NetworkText
{
    // .NET appends the member of an enumeration: "... (ResponseEnded)".
    private static readonly Regex CodeName = new(@"\s*\((?:[A-Z][a-z]+)+\)\z", RegexOptions.CultureInvariant);

    public static string Of(Exception error)
    {
        var text = CodeName.Replace(LogRedaction.Foreign(error.GetBaseException().Message), "").TrimEnd('.');
        return text.StartsWith("The response ended prematurely", StringComparison.Ordinal) ? "the response was cut off" : text;
    }
}
