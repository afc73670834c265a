namespace TencentLvb.Backends.Lvb2;

/// <summary>Which of the service's two hosts an interface lives on.</summary>
internal enum LvbHost
{
    /// <summary>The business host; the account goes by <c>appid</c>.</summary>
    Business,

    /// <summary>The statistics host; the account goes by <c>cmd</c>.</summary>
    Statistics,
}

/// <summary>One interface of the service: its wire name, its host and what may be done when a call fails.</summary>
internal sealed class Lvb2Interface
{
    private Lvb2Interface(string name, LvbHost host, RetryClass retry)
    {
        Name = name;
        Host = host;
        Retry = retry;
    }

    public string Name { get; }

    public LvbHost Host { get; }

    public RetryClass Retry { get; }

    public static readonly Lvb2Interface GetLiveStat = new("Get_LiveStat", LvbHost.Statistics, RetryClass.Repeatable);
    public static readonly Lvb2Interface GetLivePushStat = new("Get_LivePushStat", LvbHost.Statistics, RetryClass.Repeatable);
    public static readonly Lvb2Interface GetLivePlayStat = new("Get_LivePlayStat", LvbHost.Statistics, RetryClass.Repeatable);
    public static readonly Lvb2Interface GetLivePushStatHistory = new("Get_LivePushStatHistory", LvbHost.Statistics, RetryClass.Repeatable);
    public static readonly Lvb2Interface GetLivePlayStatHistory = new("Get_LivePlayStatHistory", LvbHost.Statistics, RetryClass.Repeatable);
    public static readonly Lvb2Interface GetBillingBandwidth = new("Get_BillingBandwidth", LvbHost.Statistics, RetryClass.Repeatable);
    public static readonly Lvb2Interface ChannelGetStatus = new("Live_Channel_GetStatus", LvbHost.Business, RetryClass.Repeatable);
    public static readonly Lvb2Interface ChannelGetChannelList = new("Live_Channel_GetChannelList", LvbHost.Business, RetryClass.Repeatable);
    public static readonly Lvb2Interface ChannelGetLiveChannelList = new("Live_Channel_GetLiveChannelList", LvbHost.Business, RetryClass.Repeatable);
    public static readonly Lvb2Interface TapeGetFilelist = new("Live_Tape_GetFilelist", LvbHost.Business, RetryClass.Repeatable);

    /// <summary>Disabled and Enabled lead to the same state; Disconnected would cut the stream that came back (its request says so).</summary>
    public static readonly Lvb2Interface ChannelSetStatus = new("Live_Channel_SetStatus", LvbHost.Business, RetryClass.SameState);
    public static readonly Lvb2Interface ChannelManager = new("channel_manager", LvbHost.Business, RetryClass.SameState);
    public static readonly Lvb2Interface SetDelay = new("Live_Set_Delay", LvbHost.Business, RetryClass.SameState);
    public static readonly Lvb2Interface TapeStop = new("Live_Tape_Stop", LvbHost.Business, RetryClass.SameState);

    /// <summary>A second call may record twice.</summary>
    public static readonly Lvb2Interface TapeStart = new("Live_Tape_Start", LvbHost.Business, RetryClass.AtMostOnce);

    /// <summary>Every call takes messages away.</summary>
    public static readonly Lvb2Interface QueueGet = new("Live_Queue_Get", LvbHost.Business, RetryClass.AtMostOnce);

    /// <summary>Starting makes another mix; cancelling leads to the same state (its request says so).</summary>
    public static readonly Lvb2Interface MixStream = new("Mix_StreamV2", LvbHost.Business, RetryClass.AtMostOnce);

    /// <summary>Every interface that this module knows, by wire name.</summary>
    public static readonly IReadOnlyDictionary<string, Lvb2Interface> Known = new[]
    {
        GetLiveStat, GetLivePushStat, GetLivePlayStat, GetLivePushStatHistory, GetLivePlayStatHistory, GetBillingBandwidth,
        ChannelGetStatus, ChannelGetChannelList, ChannelGetLiveChannelList, TapeGetFilelist,
        ChannelSetStatus, ChannelManager, SetDelay, TapeStop, TapeStart, QueueGet, MixStream,
    }.ToDictionary(i => i.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>An interface that this module does not know: nobody can say what a second call does.</summary>
    public static Lvb2Interface Unknown(string name, LvbHost host) => new(name, host, RetryClass.AtMostOnce);

    public override string ToString() => Name;
}
