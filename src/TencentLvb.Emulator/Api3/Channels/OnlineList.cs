namespace TencentLvb.Emulator;

/// <summary>DescribeLiveStreamOnlineList: the streams that are being pushed.</summary>
internal static class OnlineList
{
    public static Action<AnswerJson>? Answer(Api3Call call)
    {
        var page = call.Parameters.Page(10, call.IsChina ? 300_000 : 100, 10);
        var live = StreamFilter.Of(call.Account.Streams.Live, call.Parameters.Text("DomainName"), call.Parameters.Text("AppName"));
        if (call.Parameters.Text("StreamName") is { Length: > 0 } id)
        {
            live = [.. live.Where(stream => stream.Id == id)];
        }

        return json => call.Page(json, "OnlineInfo", live, page, (row, stream) => Write(row, stream, call));
    }

    private static void Write(AnswerJson row, EmulatedStream stream, Api3Call call)
    {
        row.Text("StreamName", stream.Id);
        row.Text("AppName", stream.AppName);
        row.Text("DomainName", stream.PushDomain);
        row.Rows("PublishTimeList", [stream.OpenSession!.Start], (time, start) => time.Text("PublishTime", Api3Time.Utc(start)));
        if (call.IsChina)
        {
            row.Number("PushToDelay", stream.DelayAt(call.Now) > 0 ? 1L : 0L);
        }
    }
}

/// <summary>Selects streams by push domain and path; null or empty means all.</summary>
internal static class StreamFilter
{
    public static IReadOnlyList<EmulatedStream> Of(IReadOnlyList<EmulatedStream> streams, string? domain, string? appName) =>
        string.IsNullOrEmpty(domain) && string.IsNullOrEmpty(appName)
            ? streams
            : [.. streams.Where(stream => Fits(stream, domain, appName))];

    public static bool Fits(EmulatedStream stream, string? domain, string? appName) =>
        (string.IsNullOrEmpty(domain) || string.Equals(stream.PushDomain, domain, StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(appName) || stream.AppName == appName);
}
