namespace TencentLvb.Emulator;

/// <summary>Live_Set_Delay.</summary>
internal static class ChannelDelay
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } = [new("Live_Set_Delay", IsStatistics: false, Answer)];

    public static Reply Answer(ApiCall call)
    {
        var id = call.Parameters.NeedText("channel_id");
        var seconds = call.Parameters.NeedNumber("time_length", 0, 600);
        call.Account.Streams.FindOrAdd(id, call.Now);
        foreach (var stream in call.Account.Streams.Named(id))
        {
            stream.SetDelay((int)seconds, call.Now, call.Now + EmulatedStream.LongestDelayTime);
        }

        return Reply.Done();
    }
}
