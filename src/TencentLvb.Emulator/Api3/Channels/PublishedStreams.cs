namespace TencentLvb.Emulator;

/// <summary>DescribeLiveStreamPublishedList and DescribeLiveStreamEventList: the pushes, one row each.</summary>
internal static class PublishedStreams
{
    private const int MostRows = 10_000;

    public static Action<AnswerJson>? Published(Api3Call call)
    {
        var domain = call.Parameters.NeedText("DomainName");
        var page = call.Parameters.Page(10, 100, 10);
        return Write(call, "PublishInfo", page, [.. Pushes(call, domain, exact: false).OrderBy(push => push.Session.Start)]);
    }

    public static Action<AnswerJson>? Events(Api3Call call)
    {
        var page = call.Parameters.Page(1, 100, 10);
        var exact = call.Parameters.Number("IsStrict", 0, 1) == 1;
        var ascending = call.Parameters.Number("IsAsc", 0, 1) == 1;

        // Every push to the emulator succeeds, so the filter has no effect.
        call.Parameters.Number("IsFilter", 0, 1);
        var pushes = Pushes(call, call.Parameters.Text("DomainName"), exact);
        return Write(call, "EventList", page, [.. ascending ? pushes.OrderBy(End) : pushes.OrderByDescending(End)]);
    }

    private static DateTimeOffset End(Push push) => push.Session.End ?? DateTimeOffset.MaxValue;

    private static IEnumerable<Push> Pushes(Api3Call call, string? domain, bool exact)
    {
        var (start, end) = (call.Parameters.NeedUtc("StartTime"), call.Parameters.NeedUtc("EndTime"));
        if (end < start || end > call.Now)
        {
            throw call.Parameters.Wrong("EndTime", "a time from StartTime to now");
        }

        var (kept, longest) = call.IsChina ? (62, 31) : (60, 30);
        call.Within(start, end, TimeSpan.FromDays(kept), TimeSpan.FromDays(longest));
        var (app, id) = (call.Parameters.Text("AppName"), call.Parameters.Text("StreamName") ?? "");
        return
            from stream in StreamFilter.Of(call.Account.Streams.All, domain, app)
            where exact && id.Length > 0 ? stream.Id == id : stream.Id.Contains(id)
            from session in stream.Sessions
            where session.Start <= end && !(session.End < start)
            select new Push(stream, session);
    }

    private static Action<AnswerJson> Write(Api3Call call, string name, Page page, IReadOnlyList<Push> pushes)
    {
        if ((long)page.Number * page.Size > MostRows)
        {
            throw call.Parameters.Wrong("PageNum", "a page within the first 10000 rows");
        }

        return json => call.Page(json, name, pushes, page, (row, push) => WriteRow(row, push, call.Now));
    }

    private static void WriteRow(AnswerJson row, Push push, DateTimeOffset now)
    {
        var (stream, session) = (push.Stream, push.Session);
        row.Text("StreamName", stream.Id);
        row.Text("AppName", stream.AppName);
        row.Text("DomainName", stream.PushDomain);
        row.Text("StreamStartTime", Api3Time.Utc(session.Start));
        row.Text("StreamEndTime", session.End is { } end ? Api3Time.Utc(end) : "");
        row.Text("StopReason", session.EndText);
        row.Number("Duration", (long)((session.End ?? now) - session.Start).TotalSeconds);
        row.Text("ClientIp", stream.ClientIP);
        row.Text("Resolution", stream.Resolution);
    }

    private readonly record struct Push(EmulatedStream Stream, PushSession Session);
}
