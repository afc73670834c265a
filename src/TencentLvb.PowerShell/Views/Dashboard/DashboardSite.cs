namespace TencentLvb.Views;

/// <summary>
/// Responds to the requests for a dashboard: its address once, then page and content to the browser with the session's cookie.
/// </summary>
internal sealed class DashboardSite(DashboardSession session, IReportWriter writer, TimeSpan interval)
{
    private const string Html = "text/html; charset=utf-8";

    private readonly object _gate = new();
    private ReportData? _data;

    /// <summary>Shows other figures from now on.</summary>
    public void Show(ReportData data)
    {
        lock (_gate)
        {
            _data = data;
        }
    }

    public HttpAnswer Answer(HttpRequest request)
    {
        if (!session.IsOwnHost(request.Headers["Host"]) || !IsOwnOrigin(request.Headers["Origin"]) || !IsOwnSite(request))
        {
            return Refused(403, "This address does not belong to the dashboard.");
        }

        if (request.Method != "GET")
        {
            return new HttpAnswer(405, "", Html) { Headers = [new("Allow", "GET")] };
        }

        var isAdmitted = session.Admits(request.Headers.GetAll("Cookie"));
        return request.Path switch
        {
            "/open" when isAdmitted => new HttpAnswer(303, "", Html) { Headers = [new("Location", "/"), .. Common] },
            "/open" when session.TryOpen(request.RawQuery) => Page([new("Set-Cookie", session.SetCookie), .. Common]),
            "/open" => Refused(403, "This address has already been used or is not valid. Run Show-LvbDashboard again."),
            "/" when isAdmitted => Page(Common),
            "/content" when isAdmitted => new HttpAnswer(200, Write(writer.WriteContent), Html) { Headers = Common },
            "/" or "/content" => Refused(401, "The session has ended. Run Show-LvbDashboard again."),
            _ => Refused(404, "Not found."),
        };
    }

    private IReadOnlyList<KeyValuePair<string, string>> Common =>
    [
        new("Content-Security-Policy", writer.DashboardPolicy),
        new("Cache-Control", "no-store"),
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
    ];

    private HttpAnswer Page(IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(200, Write((data, output) => writer.WriteDashboard(data, interval, output)), Html) { Headers = headers };

    private HttpAnswer Refused(int status, string text)
    {
        var answer = HttpAnswer.Plain(status, text);
        return new HttpAnswer(status, answer.Body, answer.ContentType) { Headers = Common };
    }

    // Reading the figures changes them, so only one page is written at a time.
    private string Write(Action<ReportData, TextWriter> write)
    {
        lock (_gate)
        {
            using var output = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            write(_data!, output);
            return output.ToString();
        }
    }

    // Browsers send the origin of the requesting page. Other programs send neither header.
    private bool IsOwnOrigin(string? origin) => origin is null || session.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static bool IsOwnSite(HttpRequest request) =>
        request.Path != "/content" || request.Headers["Sec-Fetch-Site"] is null or "same-origin";
}
