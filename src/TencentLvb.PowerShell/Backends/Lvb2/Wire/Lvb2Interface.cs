namespace TencentLvb.Backends.Lvb2;

/// <summary>Specifies which of the service's two hosts provides an interface.</summary>
internal enum LvbHost
{
    /// <summary>The business host; the account is sent as <c>appid</c>.</summary>
    Business,

    /// <summary>The statistics host; the account is sent as <c>cmd</c>.</summary>
    Statistics,
}

/// <summary>
/// Represents an interface of API 2.0: its wire name, host, parameters and retry class. This table is the only place that defines the
/// type of a parameter. Requests, the short names of <c>Invoke-LvbApi</c> and the values in verbose output depend on it.
/// </summary>
internal sealed class Lvb2Interface
{
    private Lvb2Interface(string name, LvbHost host, RetryClass retry, params string[] parameters)
    {
        Name = name;
        Host = host;
        Retry = retry;
        Parameters = Array.ConvertAll(parameters, p => new Lvb2Parameter(p));
    }

    public string Name { get; }

    public LvbHost Host { get; }

    public RetryClass Retry { get; }

    public IReadOnlyList<Lvb2Parameter> Parameters { get; }

    public static readonly Lvb2Interface GetLiveStat = new(
        "Get_LiveStat", LvbHost.Statistics, RetryClass.Repeatable,
        "n.page_no", "n.page_size", "s.stream_id", "s.push_domain", "s.pull_domain");

    public static readonly Lvb2Interface GetLivePushStat = new(
        "Get_LivePushStat", LvbHost.Statistics, RetryClass.Repeatable, "n.page_no", "n.page_size", "s.stream_id", "s.push_domain");

    public static readonly Lvb2Interface GetLivePlayStat = new(
        "Get_LivePlayStat", LvbHost.Statistics, RetryClass.Repeatable, "n.page_no", "n.page_size", "s.stream_id", "s.pull_domain");

    public static readonly Lvb2Interface GetLivePushStatHistory = new(
        "Get_LivePushStatHistory", LvbHost.Statistics, RetryClass.Repeatable, "n.start_time", "n.end_time", "s.stream_id");

    public static readonly Lvb2Interface GetLivePlayStatHistory = new(
        "Get_LivePlayStatHistory", LvbHost.Statistics, RetryClass.Repeatable, "n.start_time", "n.end_time", "s.stream_id", "s.domain");

    public static readonly Lvb2Interface GetBillingBandwidth = new(
        "Get_BillingBandwidth", LvbHost.Statistics, RetryClass.Repeatable,
        "n.start_time", "n.end_time", "s.domain", "n.home_foreign", "n.get_top_bd");

    public static readonly Lvb2Interface ChannelGetStatus = new(
        "Live_Channel_GetStatus", LvbHost.Business, RetryClass.Repeatable, "s.channel_id");

    public static readonly Lvb2Interface ChannelGetChannelList = new(
        "Live_Channel_GetChannelList", LvbHost.Business, RetryClass.Repeatable,
        "n.status", "n.page_no", "n.page_size", "s.order_field", "n.order_by_type");

    public static readonly Lvb2Interface ChannelGetLiveChannelList = new(
        "Live_Channel_GetLiveChannelList", LvbHost.Business, RetryClass.Repeatable);

    public static readonly Lvb2Interface TapeGetFilelist = new(
        "Live_Tape_GetFilelist", LvbHost.Business, RetryClass.Repeatable,
        "s.channel_id", "n.page_no", "n.page_size", "s.sort_type", "s.start_time", "s.end_time");

    /// <summary>
    /// Disabled and Enabled lead to the same state; Disconnected would cut a stream that has reconnected (its request overrides the retry
    /// class).
    /// </summary>
    public static readonly Lvb2Interface ChannelSetStatus = new(
        "Live_Channel_SetStatus", LvbHost.Business, RetryClass.SameState, "s.channel_id", "n.status", "s.path", "s.domain");

    public static readonly Lvb2Interface ChannelManager = new(
        "channel_manager", LvbHost.Business, RetryClass.SameState, "s.channel_id", "n.abstime_end", "s.action");

    public static readonly Lvb2Interface SetDelay = new(
        "Live_Set_Delay", LvbHost.Business, RetryClass.SameState, "s.channel_id", "n.time_length");

    public static readonly Lvb2Interface TapeStop = new(
        "Live_Tape_Stop", LvbHost.Business, RetryClass.SameState, "s.channel_id", "n.task_id", "n.task_sub_type");

    /// <summary>A second call may record twice.</summary>
    public static readonly Lvb2Interface TapeStart = new(
        "Live_Tape_Start", LvbHost.Business, RetryClass.AtMostOnce,
        "s.channel_id", "s.start_time", "s.end_time", "n.task_sub_type", "s.file_format", "s.record_type", "s.mix_stream",
        "s.path", "s.domain");

    /// <summary>Every call removes messages from the queue.</summary>
    public static readonly Lvb2Interface QueueGet = new("Live_Queue_Get", LvbHost.Business, RetryClass.AtMostOnce, "n.bid", "n.count");

    /// <summary>
    /// Starting creates another mix; canceling leads to the same state (its request overrides the retry class). The parameters are sent
    /// in a JSON body.
    /// </summary>
    public static readonly Lvb2Interface MixStream = new("Mix_StreamV2", LvbHost.Business, RetryClass.AtMostOnce);

    /// <summary>Gets every interface that this module knows, by wire name.</summary>
    public static readonly IReadOnlyDictionary<string, Lvb2Interface> Known = new[]
    {
        GetLiveStat, GetLivePushStat, GetLivePlayStat, GetLivePushStatHistory, GetLivePlayStatHistory, GetBillingBandwidth,
        ChannelGetStatus, ChannelGetChannelList, ChannelGetLiveChannelList, TapeGetFilelist,
        ChannelSetStatus, ChannelManager, SetDelay, TapeStop, TapeStart, QueueGet, MixStream,
    }.ToDictionary(i => i.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly ILookup<string, Lvb2Parameter> KnownParameters =
        Known.Values.SelectMany(i => i.Parameters).Distinct().ToLookup(p => p.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates an interface that this module does not know. The effect of a second call is not known.</summary>
    public static Lvb2Interface Unknown(string name, LvbHost host) => new(name, host, RetryClass.AtMostOnce);

    /// <summary>Determines whether any interface has a parameter with this wire name. Then its value is not secret.</summary>
    public static bool Knows(string wireName)
    {
        const int prefix = 8; // "Param.s."
        return wireName.Length > prefix && KnownParameters[wireName.Substring(prefix)].Any(p => p.WireName == wireName);
    }

    /// <summary>
    /// Returns the parameter with a short name: the interface's own, otherwise the one of all other interfaces with this name. Null if it
    /// is not known, or if they differ (times are numbers for statistics and text elsewhere).
    /// </summary>
    public Lvb2Parameter? Find(string shortName)
    {
        foreach (var parameter in Parameters)
        {
            if (string.Equals(parameter.Name, shortName, StringComparison.OrdinalIgnoreCase))
            {
                return parameter;
            }
        }

        var elsewhere = KnownParameters[shortName].ToList();
        return elsewhere.Count == 1 ? elsewhere[0] : null;
    }

    public override string ToString() => Name;
}

/// <summary>Represents a parameter of an interface.</summary>
internal sealed record Lvb2Parameter
{
    /// <param name="text"><c>s.</c> for text or <c>n.</c> for a number, and the short name.</param>
    public Lvb2Parameter(string text)
    {
        WireName = "Param." + text;
        Name = text.Substring(2);
        IsNumber = text[0] == 'n';
    }

    /// <summary>Gets the short name, for example <c>channel_id</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the name in the query, for example <c>Param.s.channel_id</c>.</summary>
    public string WireName { get; }

    /// <summary>Gets whether it is a number. Times are then sent as Unix seconds, otherwise as text in China Standard Time.</summary>
    public bool IsNumber { get; }
}
