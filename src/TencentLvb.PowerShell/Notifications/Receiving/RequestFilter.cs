using System.Net;

namespace TencentLvb.Notifications;

/// <summary>What is decided on a request's head alone: who may come in, where, and how.</summary>
internal sealed class RequestFilter(IReadOnlyList<CidrBlock> allowed, Action<IPEndPoint?, int, string> warn)
{
    private static readonly HttpAnswer Health = HttpAnswer.Plain(200, "Listening for LVB notifications.");
    private static readonly HttpAnswer MethodNotAllowed = new(405, "Method Not Allowed\n", HttpAnswer.PlainText)
    {
        Headers = [new KeyValuePair<string, string>("Allow", "POST, GET, HEAD")],
    };

    /// <returns>Null when the body may be read, else the answer.</returns>
    public HttpAnswer? Check(HttpRequestHead head, IReadOnlyList<ListenPrefix> paths)
    {
        if (allowed.Count > 0 && !(head.RemoteEndPoint is { } from && allowed.Any(range => range.Contains(from.Address))))
        {
            warn(head.RemoteEndPoint, 403, "its address is none of -AllowedAddress.");
            return HttpAnswer.Plain(403);
        }

        if (!paths.Any(path => path.Matches(head.Path)))
        {
            warn(head.RemoteEndPoint, 404, "its path is not that of -Prefix.");
            return HttpAnswer.Plain(404);
        }

        switch (head.Method)
        {
            case "POST":
                return null;
            case "GET" or "HEAD":
                return Health;
            default:
                warn(head.RemoteEndPoint, 405, "notifications come by POST.");
                return MethodNotAllowed;
        }
    }
}
