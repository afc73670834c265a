namespace TencentLvb.Emulator;

/// <summary>An interface: its exact name, its host, and what answers it.</summary>
internal sealed record InterfaceEntry(string Name, bool IsStatistics, Func<ApiCall, Reply> Answer);

/// <summary>Every interface that the emulator knows.</summary>
internal static class InterfaceTable
{
    public const string Mix = "Mix_StreamV2";

    private static readonly Dictionary<string, InterfaceEntry> ByName = new InterfaceEntry[]
    {
        new("Get_LiveStat", true, LiveStatistics.LiveStat),
        new("Get_LivePushStat", true, LiveStatistics.PushStat),
        new("Get_LivePlayStat", true, LiveStatistics.PlayStat),
        new("Get_LivePushStatHistory", true, PushHistory.Answer),
        new("Get_LivePlayStatHistory", true, PlayHistory.Answer),
        new("Get_BillingBandwidth", true, Billing.Answer),
        new("Live_Channel_GetStatus", false, ChannelStatus.Get),
        new("Live_Channel_SetStatus", false, ChannelStatus.Set),
        new("channel_manager", false, ChannelManagerApi.Answer),
        new("Live_Set_Delay", false, ChannelDelay.Answer),
        new("Live_Channel_GetChannelList", false, ChannelLists.All),
        new("Live_Channel_GetLiveChannelList", false, ChannelLists.Live),
        new("Live_Tape_Start", false, TapeTasks.Start),
        new("Live_Tape_Stop", false, TapeTasks.Stop),
        new("Live_Tape_GetFilelist", false, TapeFiles.Answer),
        new("Live_Queue_Get", false, ScreenshotQueueApi.Answer),
        new(Mix, false, MixStream.Answer),
        new(MixStream.StartName, false, MixStream.Answer),
        new(MixStream.CancelName, false, MixStream.Answer),
    }.ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<InterfaceEntry> All => ByName.Values;

    public static InterfaceEntry? Find(string name) => ByName.TryGetValue(name, out var entry) ? entry : null;
}
