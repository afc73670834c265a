using System.Text.RegularExpressions;

namespace TencentLvb.Common;

/// <summary>Makes texts of others fit to print.</summary>
internal static class LogRedaction
{
    /// <summary>What stands in the place of a value that is not shown.</summary>
    public const string Hidden = "<redacted>";

    private const int LongestForeign = 500;

    // What is looked at of a longer text: enough to leave 500 characters when signatures are gone.
    private const int LookedAt = 8 * LongestForeign;

    // A sign-in page or a proxy repeats the address that was asked for in its own encoding: %26sign%3D, \u0026sign\u003d, &amp;sign&#61;.
    private const string NameStart = @"(?:\b|(?<=%(?:25)*[0-9a-f]{2}|\\u[0-9a-f]{4}))";
    private const string Quote = @"(?:\\?""|%(?:25)*22|&quot;|&#34;)?";
    private const string Equal = @"(?:[=:]|%(?:25)*3[ad]|\\u003[ad]|&#0*61;|&#x0*3d;|&equals;)";

    private static readonly Regex SecretPair = new(
        $@"(?i){NameStart}(sign|signature|txSecret|\w*key|\w*token|\w*password)({Quote}\s*{Equal}\s*{Quote})[^&""'\s<>,;}}]+",
        RegexOptions.CultureInvariant);

    private static readonly Regex Digest = new("[0-9a-fA-F]{32,}", RegexOptions.CultureInvariant);

    // A name and a password in an address. A password may hold an @, so the last one ends it.
    private static readonly Regex UserInfo = new(@"(?<=://)[^/?#\s]+(?=@)", RegexOptions.CultureInvariant);

    private static readonly Regex LastWord = new(@"\w{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

    /// <summary>
    /// A text that others wrote (the service, a network in between, a vault) as messages show it: on one line, without control and format
    /// characters, without signatures and passwords that it may echo, and of 500 characters at most.
    /// </summary>
    public static string Foreign(string? text)
    {
        var clean = PrintableText.Of(text, LookedAt);
        if (text?.Length > LookedAt)
        {
            // A signature that is cut in two would not be known as one.
            clean = LastWord.Replace(clean.Substring(0, clean.Length - 3), "") + "...";
        }

        return PrintableText.Of(Digest.Replace(SecretPair.Replace(UserInfo.Replace(clean, "***"), "$1$2" + Hidden), Hidden),
            LongestForeign);
    }

    /// <summary>An HTTP reason phrase in brackets, with a blank before it; nothing where there is none.</summary>
    public static string Reason(string? phrase) => Foreign(phrase).Trim() is { Length: > 0 } text ? $" ({text})" : "";
}
