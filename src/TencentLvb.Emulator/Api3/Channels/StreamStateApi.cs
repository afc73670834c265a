namespace TencentLvb.Emulator;

/// <summary>DescribeLiveStreamState. An unknown stream is inactive, and so is a stream on another push domain or path.</summary>
internal static class StreamStateApi
{
    public static Action<AnswerJson>? Answer(Api3Call call)
    {
        var name = call.Stream();
        var stream = call.Account.Streams.Find(name);
        var banned = call.Account.StreamsOfBan(name).Any(one => !one.MayPush(call.Now));
        var state = banned ? "forbid" : stream is { IsLive: true } ? "active" : "inactive";
        return json => json.Text("StreamState", state);
    }
}
