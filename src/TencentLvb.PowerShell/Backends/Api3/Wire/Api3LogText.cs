using System.Text;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Formats a call for verbose output: the address, the action and its parameters. The values of parameters that are not listed here are
/// hidden.
/// </summary>
internal static class Api3LogText
{
    private const string Hidden = "<redacted>";

    private static readonly HashSet<string> Printable = new(StringComparer.Ordinal)
    {
        "StreamName", "AppName", "DomainName", "PushDomain", "PlayDomain", "PlayDomains", "StreamIds", "StreamDomains", "StreamPaths",
        "PageNum", "PageSize", "Offset", "Limit", "QueryTime", "StartTime", "EndTime", "ResumeTime", "ExpireTime", "CreateTime",
        "DelayTime", "DomainType", "DomainStatus", "TemplateId", "TaskId", "StreamType", "SubAppId", "SourceTypes", "Sort", "Filters",
        "EventType", "ResultCode", "MixStreamSessionId", "MixStreamTemplateId",
    };

    public static string Of(Uri address, Api3Request request)
    {
        var text = new StringBuilder(address.GetLeftPart(UriPartial.Authority)).Append("/ ").Append(request.Action.Name);
        foreach (var parameter in request.Parameters)
        {
            text.Append(' ').Append(parameter.Key).Append('=')
                .Append(Printable.Contains(parameter.Key) ? parameter.Value?.ToJsonString().Trim('"') ?? "null" : Hidden);
        }

        return PrintableText.Of(text.ToString(), 2000);
    }
}
