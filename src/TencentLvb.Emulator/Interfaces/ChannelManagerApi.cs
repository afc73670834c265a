namespace TencentLvb.Emulator;

/// <summary>channel_manager: suspends a stream until a time, or lets it push again.</summary>
internal static class ChannelManagerApi
{
    public static Reply Answer(ApiCall call)
    {
        var id = call.Parameters.NeedText("channel_id");
        var until = call.Parameters.NeedUnixTime("abstime_end");
        var action = call.Parameters.NeedText("action");
        var stream = call.Account.Streams.FindOrAdd(id, call.Now);
        if (action.Equals("forbid", StringComparison.OrdinalIgnoreCase))
        {
            call.Account.Suspend(stream, until, call.Now);
        }
        else if (action.Equals("resume", StringComparison.OrdinalIgnoreCase))
        {
            call.Account.Resume(stream, call.Now);
        }
        else
        {
            throw call.Parameters.Wrong("Param.s.action");
        }

        return Reply.Done();
    }
}
