using System.Net;

namespace TencentLvb.Notifications;

/// <summary>What is decided on a request's head alone: where it may go, and how.</summary>
internal sealed class RequestFilter(Action<IPEndPoint?, int, string> warn)
{
    private static readonly HttpAnswer Health = HttpAnswer.Plain(200, "Listening for LVB notifications.");
    private static readonly HttpAnswer MethodNotAllowed = new(405, "Method Not Allowed\n", HttpAnswer.PlainText)
    {
        Headers = [new KeyValuePair<string, string>("Allow", "POST, GET, HEAD")],
    };

    /// <returns>Null when the body may be read, else the answer.</returns>
    public HttpAnswer? Check(HttpRequestHead head, IReadOnlyList<ListenPrefix> paths)
    {
        var isProbe = head.Method is "GET" or "HEAD";
        if (!paths.Any(path => path.Matches(head.Path)))
        {
            // Load balancers look every few seconds, some at a path of their own. Notifications come by POST: only these are missed.
            if (!isProbe)
            {
                warn(head.RemoteEndPoint, 404, "its path is not that of -Prefix");
            }

            return HttpAnswer.Plain(404);
        }

        if (head.Method == "POST")
        {
            return null;
        }

        if (isProbe)
        {
            return Health;
        }

        warn(head.RemoteEndPoint, 405, "notifications use POST");
        return MethodNotAllowed;
    }
}
