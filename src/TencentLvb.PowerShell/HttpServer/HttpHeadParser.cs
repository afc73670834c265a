using System.Net;
using System.Text;

namespace TencentLvb.Http;

/// <summary>
/// Parses the header of a request strictly: anything that two servers could interpret differently (bare line feeds, folded lines, white
/// space before the colon, two lengths) is refused, so that nothing can be smuggled past a reverse proxy.
/// </summary>
internal static class HttpHeadParser
{
    private const int MaxFields = 100;

    /// <summary>Parses the header at the start of <paramref name="head"/>, which ends with its empty line.</summary>
    /// <returns>0, or the status of the refusal, and the reason.</returns>
    public static (int Status, string Reason) Parse(byte[] head, IPEndPoint? from, bool requireHost, out HttpRequestHead? request)
    {
        request = null;
        int lineEnd = Array.IndexOf(head, (byte)'\n');
        if (lineEnd < 1 || head[lineEnd - 1] != '\r')
        {
            return (400, "the request line does not end with CR LF");
        }

        (int status, string reason) = RequestLine(head, lineEnd - 1, out string method, out string target, out int minor);
        if (status != 0)
        {
            return (status, reason);
        }

        (status, reason) = Fields(head, lineEnd + 1, out int[] marks);
        if (status != 0)
        {
            return (status, reason);
        }

        var parsed = new HttpRequestHead(method, target, new HttpHeaders(head, marks), from);
        (status, reason) = HttpFraming.Apply(parsed, minor, requireHost);
        request = status == 0 ? parsed : null;
        return (status, reason);
    }

    private static (int Status, string Reason) RequestLine(byte[] head, int end, out string method, out string target, out int minor)
    {
        method = target = "";
        minor = 0;
        int first = Array.IndexOf(head, (byte)' ', 0, end);
        int second = first < 0 ? -1 : Array.IndexOf(head, (byte)' ', first + 1, end - first - 1);
        if (first < 1 || second < first + 2)
        {
            return (400, "the request line does not have the form 'method target version'");
        }

        for (int i = 0; i < first; i++)
        {
            if (!HttpToken.Is(head[i]))
            {
                return (400, "the method contains invalid characters");
            }
        }

        for (int i = first + 1; i < second; i++)
        {
            if (head[i] is <= 0x20 or >= 0x7f or (byte)'#')
            {
                return (400, "the request target contains characters that must be percent-encoded");
            }
        }

        int v = second + 1;
        if (end - v != 8 || head[v] != 'H' || head[v + 1] != 'T' || head[v + 2] != 'T' || head[v + 3] != 'P' || head[v + 4] != '/'
            || !IsDigit(head[v + 5]) || head[v + 6] != '.' || !IsDigit(head[v + 7]))
        {
            return (400, "the request line does not end with an HTTP version");
        }

        if (head[v + 5] != '1')
        {
            return (505, "only HTTP/1.x is supported");
        }

        minor = head[v + 7] - '0';
        method = MethodName(head, first);
        target = Encoding.ASCII.GetString(head, first + 1, second - first - 1);
        return IsTarget(method, target) ? (0, "") : (400, "the request target is not a path or an address");
    }

    // A path; an absolute address, as for a proxy; host and port only for CONNECT; an asterisk only for OPTIONS.
    private static bool IsTarget(string method, string target) => method switch
    {
        "CONNECT" => target[0] != '/',
        "OPTIONS" when target == "*" => true,
        _ => target[0] == '/' || IsAddress(target, "http://") || IsAddress(target, "https://"),
    };

    private static bool IsAddress(string target, string scheme)
    {
        if (!target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        int end = target.IndexOfAny(['/', '?'], scheme.Length);
        string host = target.Substring(scheme.Length, (end < 0 ? target.Length : end) - scheme.Length);
        return host.Length > 0 && host[0] != ':' && HttpFraming.IsHost(host);
    }

    private static (int Status, string Reason) Fields(byte[] head, int start, out int[] marks)
    {
        marks = Array.Empty<int>();
        int count = -1;
        for (int i = start; i < head.Length; i++)
        {
            count += head[i] == '\n' ? 1 : 0;
        }

        if (count > MaxFields)
        {
            return (431, $"it has more than {MaxFields} header fields");
        }

        int[] found = count > 0 ? new int[count * 4] : Array.Empty<int>();
        int position = start;
        for (int field = 0; field < count; field++)
        {
            int end = Array.IndexOf(head, (byte)'\n', position);
            int length = FieldLine(head, position, end, found, field * 4);
            if (length < 0)
            {
                return (400, "a header field is malformed");
            }

            position = end + 1;
        }

        if (head.Length - position != 2 || head[position] != '\r')
        {
            return (400, "a header line does not end with CR LF");
        }

        marks = found;
        return (0, "");
    }

    private static int FieldLine(byte[] head, int start, int lineFeed, int[] marks, int at)
    {
        int end = lineFeed - 1;
        if (end < start || head[end] != '\r')
        {
            return -1;
        }

        int colon = start;
        while (colon < end && HttpToken.Is(head[colon]))
        {
            colon++;
        }

        if (colon == start || colon == end || head[colon] != ':')
        {
            return -1;
        }

        int valueStart = colon + 1;
        while (valueStart < end && IsBlank(head[valueStart]))
        {
            valueStart++;
        }

        int valueEnd = end;
        while (valueEnd > valueStart && IsBlank(head[valueEnd - 1]))
        {
            valueEnd--;
        }

        for (int i = valueStart; i < valueEnd; i++)
        {
            if (!HttpToken.IsValue(head[i]))
            {
                return -1;
            }
        }

        marks[at] = start;
        marks[at + 1] = colon - start;
        marks[at + 2] = valueStart;
        marks[at + 3] = valueEnd - valueStart;
        return valueEnd - valueStart;
    }

    private static string MethodName(byte[] head, int length) => (length, head[0], head[1 % length]) switch
    {
        (3, (byte)'G', (byte)'E') when head[2] == 'T' => "GET",
        (4, (byte)'P', (byte)'O') when head[2] == 'S' && head[3] == 'T' => "POST",
        _ => Encoding.ASCII.GetString(head, 0, length),
    };

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
