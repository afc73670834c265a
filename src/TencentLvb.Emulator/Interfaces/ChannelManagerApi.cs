namespace TencentLvb.Emulator;

/// <summary>channel_manager: suspends a stream until a time, or resumes it.</summary>
internal static class ChannelManagerApi
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } = [new("channel_manager", IsStatistics: false, Answer)];

    public static Reply Answer(ApiCall call)
    {
        var id = call.Parameters.NeedText("channel_id");
        var until = call.Parameters.NeedUnixTime("abstime_end");
        var action = call.Parameters.NeedText("action");
        var forbids = action.Equals("forbid", StringComparison.OrdinalIgnoreCase);
        if (!forbids && !action.Equals("resume", StringComparison.OrdinalIgnoreCase))
        {
            throw call.Parameters.Wrong("Param.s.action");
        }

        call.Account.Streams.FindOrAdd(id, call.Now);
        foreach (var stream in call.Account.Streams.Named(id).ToArray())
        {
            if (forbids)
            {
                call.Account.Suspend(stream, until, call.Now);
            }
            else
            {
                call.Account.Resume(stream, call.Now);
            }
        }

        return Reply.Done();
    }
}
