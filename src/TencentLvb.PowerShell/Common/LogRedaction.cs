using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb.Common;

/// <summary>Makes addresses and foreign texts fit to print. Addresses go by an allow-list: a parameter that is not on it shows no value.</summary>
internal static class LogRedaction
{
    private const string Hidden = "<redacted>";

    private static readonly HashSet<string> Printable = new(StringComparer.Ordinal)
    {
        "appid", "cmd", "interface", "t",
        "Param.s.channel_id", "Param.s.stream_id", "Param.s.push_domain", "Param.s.pull_domain", "Param.s.domain", "Param.s.path",
        "Param.s.action", "Param.s.file_format", "Param.s.record_type", "Param.s.mix_stream", "Param.s.sort_type", "Param.s.order_field",
        "Param.s.start_time", "Param.s.end_time", "Param.n.start_time", "Param.n.end_time", "Param.n.abstime_end",
        "Param.n.page_no", "Param.n.page_size", "Param.n.status", "Param.n.order_by_type", "Param.n.task_sub_type", "Param.n.task_id",
        "Param.n.bid", "Param.n.count", "Param.n.time_length", "Param.n.home_foreign", "Param.n.get_top_bd",
    };

    private const int LongestForeign = 500;

    // What is looked at of a longer text: enough to leave 500 characters when signatures are gone.
    private const int LookedAt = 8 * LongestForeign;

    private static readonly Regex SecretPair = new(
        @"(?i)\b(sign|signature|txSecret|key|skey|secretkey|token|password)(""?\s*[=:]\s*""?)[^&""'\s<>,;}]+", RegexOptions.CultureInvariant);

    private static readonly Regex Digest = new(@"\b(?:[0-9a-fA-F]{32}){1,2}\b", RegexOptions.CultureInvariant);

    // A name and a password in an address. A password may hold an @, so the last one ends it.
    private static readonly Regex UserInfo = new(@"(?<=://)[^/?#\s]+(?=@)", RegexOptions.CultureInvariant);

    private static readonly Regex LastWord = new(@"\w{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

    /// <summary>An address without what must not be printed.</summary>
    public static string Address(Uri endpoint, IEnumerable<WireParameter> parameters)
    {
        var text = new StringBuilder(endpoint.GetLeftPart(UriPartial.Path));
        var separator = '?';
        foreach (var parameter in parameters)
        {
            text.Append(separator).Append(parameter.Name).Append('=')
                .Append(Printable.Contains(parameter.Name) ? Uri.EscapeDataString(parameter.Value) : Hidden);
            separator = '&';
        }

        return text.ToString();
    }

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

        return PrintableText.Of(Digest.Replace(SecretPair.Replace(UserInfo.Replace(clean, "***"), "$1$2" + Hidden), Hidden), LongestForeign);
    }

    /// <summary>An HTTP reason phrase in brackets, with a blank before it; nothing where there is none.</summary>
    public static string Reason(string? phrase) => Foreign(phrase).Trim() is { Length: > 0 } text ? $" ({text})" : "";
}
