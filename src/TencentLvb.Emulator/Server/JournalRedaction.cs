using System.Text.RegularExpressions;

namespace TencentLvb.Emulator;

/// <summary>Hides signatures and credentials in a recorded request, even if they are truncated.</summary>
internal static class JournalRedaction
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private static readonly Regex SignValue = new("(^|&)(sign)=[^&]*", Options);
    private static readonly Regex Signature = new("(Signature=)[^,\\s]*", Options);
    private static readonly Regex SecretMember = new(
        "(\"(?:CallbackKey|WebIdentityToken)\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*(?:\"|\\\\?\\z)", Options | RegexOptions.Singleline);

    public static string Query(string query) => SignValue.Replace(query, "$1$2=***");

    public static string Body(string body) => SecretMember.Replace(body, "$1\"***\"");

    /// <summary>Shows the scheme, the credential and the signed headers. A header with another form is hidden entirely.</summary>
    public static string? Authorization(string? value) =>
        value is null ? null
        : value.StartsWith("TC3-HMAC-SHA256 ", StringComparison.Ordinal) && Signature.IsMatch(value) ? Signature.Replace(value, "$1***")
        : value == "SKIP" ? value
        : "***";
}
