using TencentLvb.Client;

namespace TencentLvb.Cmdlets;

/// <summary>The command that shows what a raw call may have done, as far as its interface and its stream tell.</summary>
internal static class ApiHints
{
    /// <summary>Null when nothing tells.</summary>
    public static string? HowToLook(LvbInterface target, WireParameters parameters)
    {
        if (target == LvbInterface.QueueGet)
        {
            return "What it took is gone from the queue. Get-LvbScreenshot gives what the queue still holds.";
        }

        if (Stream(parameters) is not { } stream)
        {
            return null;
        }

        return target == LvbInterface.TapeStart
            ? $"No interface lists tasks. What it records shows up when it has ended: Get-LvbTapeFile -StreamId {CommandText.Quote(stream)}"
            : $"See what the stream does now: Get-LvbChannelStatus -StreamId {CommandText.Quote(stream)}";
    }

    private static string? Stream(WireParameters parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name is "Param.s.channel_id" or "Param.s.stream_id")
            {
                return parameter.Value;
            }
        }

        return null;
    }
}
