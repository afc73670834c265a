namespace TencentLvb.Emulator;

/// <summary>
/// AddDelayLiveStream, ResumeDelayLiveStream, DescribeLiveDelayInfoList. The delay is stored and listed, but playback is not delayed.
/// </summary>
internal static class StreamDelay
{
    private const int Longest = 600;

    public static Action<AnswerJson>? Add(Api3Call call)
    {
        var name = call.Stream();
        var seconds = call.Parameters.NeedNumber("DelayTime", 0, Longest);
        var latest = call.Now + EmulatedStream.LongestDelayTime;
        var end = call.Parameters.Utc("ExpireTime") ?? latest;
        if (end <= call.Now || end > latest)
        {
            throw call.Parameters.Wrong("ExpireTime", "a time within the next 7 days");
        }

        call.Account.FindOrAdd(name, call.Now).SetDelay((int)seconds, call.Now, end);
        return null;
    }

    /// <summary>Removes a delay. Succeeds even if there is none.</summary>
    public static Action<AnswerJson>? Resume(Api3Call call)
    {
        call.Account.Streams.Find(call.Stream())?.SetDelay(0, call.Now, call.Now);
        return null;
    }

    public static Action<AnswerJson>? List(Api3Call call)
    {
        var delayed = call.Account.Streams.All.Where(stream => stream.DelaySeconds > 0).ToList();
        return json => call.Rows(json, "DelayInfoList", delayed, (row, stream) =>
        {
            row.Text("DomainName", stream.PushDomain);
            row.Text("AppName", stream.AppName);
            row.Text("StreamName", stream.Id);
            row.Number("DelayInterval", (long)stream.DelaySeconds);
            row.Text("CreateTime", Api3Time.Utc(stream.DelaySetAt));
            row.Text("ExpireTime", Api3Time.Utc(stream.DelayEndsAt));
            row.Number("Status", stream.DelayEndsAt > call.Now ? 1L : -1L);
        });
    }
}
