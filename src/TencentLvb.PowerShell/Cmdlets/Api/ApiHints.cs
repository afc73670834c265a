namespace TencentLvb.Cmdlets;

/// <summary>The command that shows what a raw call may have done, as far as its interface and its stream tell.</summary>
internal static class ApiHints
{
    /// <summary>Null when nothing tells.</summary>
    public static string? HowToLook(Lvb2Interface target, WireParameters parameters)
    {
        if (target == Lvb2Interface.QueueGet)
        {
            return "What it took is gone from the queue. Get-LvbScreenshot gives what the queue still holds.";
        }

        if ((parameters.Find("Param.s.channel_id") ?? parameters.Find("Param.s.stream_id")) is not { } stream)
        {
            return null;
        }

        return target == Lvb2Interface.TapeStart
            ? TapeStart.HowToLook(stream)
            : $"See what the stream does now: Get-LvbChannelStatus -StreamId {CommandText.Quote(stream)}";
    }
}
