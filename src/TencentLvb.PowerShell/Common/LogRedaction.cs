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

    private static readonly Regex SecretPair = new(
        @"(?i)\b(sign|txSecret|key|skey|token)(""?\s*[=:]\s*""?)[^&""'\s<>,;}]+", RegexOptions.CultureInvariant);

    private static readonly Regex Digest = new(@"\b[0-9a-fA-F]{32}\b", RegexOptions.CultureInvariant);

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

    /// <summary>A text of the service or of a network in between, without signatures that it may echo.</summary>
    public static string Foreign(string text) => Digest.Replace(SecretPair.Replace(text, "$1$2" + Hidden), Hidden);
}
