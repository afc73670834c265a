using System.Net;

namespace TencentLvb.Notifications;

/// <summary>Checks the head of a request: its path and method.</summary>
internal sealed class RequestFilter(Action<IPEndPoint?, int, string> warn)
{
    private static readonly HttpAnswer Health = HttpAnswer.Plain(200, "Listening for LVB notifications.");
    private static readonly HttpAnswer MethodNotAllowed = new(405, "Method Not Allowed\n", HttpAnswer.PlainText)
    {
        Headers = [new KeyValuePair<string, string>("Allow", "POST, GET, HEAD")],
    };

    /// <returns>Null if the body can be read, otherwise the response.</returns>
    public HttpAnswer? Check(HttpRequestHead head, IReadOnlyList<ListenPrefix> paths)
    {
        var isProbe = head.Method is "GET" or "HEAD";
        if (!paths.Any(path => path.Matches(head.Path)))
        {
            // Load balancers send a probe every few seconds, some with their own path. Notifications use POST, so only POST requests are
            // reported.
            if (!isProbe)
            {
                warn(head.RemoteEndPoint, 404, "its path does not match -Prefix");
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

        warn(head.RemoteEndPoint, 405, "only POST is accepted for notifications");
        return MethodNotAllowed;
    }
}
