using System.Globalization;
using System.Text;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>Made-up responses, and what the readers make of them.</summary>
internal static class Answers
{
    /// <summary>A successful response with this output; null omits the output.</summary>
    public static Lvb2Response Ok(string? output) => Parse(output is null ? "{\"message\":\"\",\"ret\":0}" : "{\"message\":\"\",\"output\":"
        + output + ",\"ret\":0}");

    public static Lvb2Response Parse(string body) => Lvb2Response.TryParse(Encoding.UTF8.GetBytes(body))
        ?? throw new InvalidOperationException("No answer: " + body);

    public static T Read<T>(Lvb2Request<T> request, string? output)
    {
        using var reply = Ok(output);
        return request.Read(reply);
    }

    public static T ReadCode<T>(Lvb2Request<T> request, int ret, string output = "{}")
    {
        using var reply = Parse("{\"message\":\"x\",\"output\":" + output + ",\"ret\":" + ret + "}");
        return request.Read(reply);
    }

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What is sent, sorted by name: <c>interface name=value name=value</c>.</summary>
    public static string Wire(Lvb2Request request)
    {
        var words = new List<string> { request.Interface.Name };
        words.AddRange(request.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Name + "=" + p.Value));
        return string.Join(" ", words);
    }
}
