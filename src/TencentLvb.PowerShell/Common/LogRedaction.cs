using System.Text.RegularExpressions;

namespace TencentLvb.Common;

/// <summary>Makes third-party texts safe to print.</summary>
internal static class LogRedaction
{
    /// <summary>The text that replaces a hidden value.</summary>
    public const string Hidden = "<redacted>";

    private const int LongestForeign = 500;

    // The part of a longer text that is processed: enough to keep 500 characters after signatures are removed.
    private const int LookedAt = 8 * LongestForeign;

    // A sign-in page or a proxy repeats the requested address in its own encoding: %26sign%3D, \u0026sign\u003d, &amp;sign&#61;.
    private const string NameStart = @"(?:\b|(?<=%(?:25)*[0-9a-f]{2}|\\u[0-9a-f]{4}))";
    private const string Quote = @"(?:\\?""|%(?:25)*22|&quot;|&#34;)?";
    private const string Equal = @"(?:[=:]|%(?:25)*3[ad]|\\u003[ad]|&#0*61;|&#x0*3d;|&equals;)";

    private static readonly Regex SecretPair = new(
        $@"(?i){NameStart}(sign|signature|txSecret|\w*key|\w*token|\w*password)({Quote}\s*{Equal}\s*{Quote})[^&""'\s<>,;}}]+",
        RegexOptions.CultureInvariant);

    private static readonly Regex Digest = new("[0-9a-fA-F]{32,}", RegexOptions.CultureInvariant);

    // A user name and password in an address. A password may contain an @, so the last one ends it.
    private static readonly Regex UserInfo = new(@"(?<=://)[^/?#\s]+(?=@)", RegexOptions.CultureInvariant);

    private static readonly Regex LastWord = new(@"\w{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

    /// <summary>
    /// Returns a text from a third party (the service, a network device, a vault) for messages: on one line, without control and format
    /// characters, without signatures and passwords that it may repeat, and at most 500 characters long.
    /// </summary>
    public static string Foreign(string? text)
    {
        var clean = PrintableText.Of(text, LookedAt);
        if (text?.Length > LookedAt)
        {
            // A signature that is cut in two would not be recognized.
            clean = LastWord.Replace(clean.Substring(0, clean.Length - 3), "") + "...";
        }

        return PrintableText.Of(Digest.Replace(SecretPair.Replace(UserInfo.Replace(clean, "***"), "$1$2" + Hidden), Hidden),
            LongestForeign);
    }

    /// <summary>Returns an HTTP reason phrase in parentheses after a space; empty if there is none.</summary>
    public static string Reason(string? phrase) => Foreign(phrase).Trim() is { Length: > 0 } text ? $" ({text})" : "";
}
