namespace TencentLvb.Backends.Api3;

/// <summary>Represents an action of API 3.0: its product, its retry class, and whether it requires a region.</summary>
internal sealed record Api3Action(string Name, RetryClass Retry)
{
    public const string LiveService = "live";
    public const string LiveVersion = "2018-08-01";
    public const string VodService = "vod";
    public const string VodVersion = "2018-07-17";

    public string Service { get; init; } = LiveService;

    public string Version { get; init; } = LiveVersion;

    /// <summary>Gets whether X-TC-Region is sent. Other actions may refuse it.</summary>
    public bool TakesRegion { get; init; }

    public static readonly Api3Action StreamState = Read("DescribeLiveStreamState");
    public static readonly Api3Action OnlineList = Read("DescribeLiveStreamOnlineList");
    public static readonly Api3Action PushInfoList = Read("DescribeLiveStreamPushInfoList");
    public static readonly Api3Action AllPlayInfoList = Read("DescribeAllStreamPlayInfoList");
    public static readonly Api3Action PushHistory = Read("DescribeStreamPushInfoList");
    public static readonly Api3Action PlayHistory = Read("DescribeStreamPlayInfoList");
    public static readonly Api3Action ForbidList = Read("DescribeLiveForbidStreamList");
    public static readonly Api3Action PublishedList = Read("DescribeLiveStreamPublishedList");
    public static readonly Api3Action CallbackRecords = Read("DescribeCallbackRecordsList");
    public static readonly Api3Action RecordTemplates = Read("DescribeLiveRecordTemplates");
    public static readonly Api3Action CallbackRules = Read("DescribeLiveCallbackRules");
    public static readonly Api3Action CallbackTemplates = Read("DescribeLiveCallbackTemplates");
    public static readonly Api3Action CreateCallbackRule = SameState("CreateLiveCallbackRule");
    public static readonly Api3Action DeleteCallbackRule = SameState("DeleteLiveCallbackRule");
    public static readonly Api3Action ModifyCallbackTemplate = SameState("ModifyLiveCallbackTemplate");
    public static readonly Api3Action DeleteCallbackTemplate = SameState("DeleteLiveCallbackTemplate");

    /// <summary>Names are not unique, and the number of templates is limited.</summary>
    public static readonly Api3Action CreateCallbackTemplate = Once("CreateLiveCallbackTemplate");
    public static readonly Api3Action Domains = Read("DescribeLiveDomains");
    public static readonly Api3Action SearchMedia =
        Read("SearchMedia") with { Service = VodService, Version = VodVersion, TakesRegion = true };

    /// <summary>The end of a ban is absolute. Without one, a repeated call only moves the end.</summary>
    public static readonly Api3Action Forbid = SameState("ForbidLiveStream");
    public static readonly Api3Action Resume = SameState("ResumeLiveStream");

    /// <summary>Succeeds for a stream that is not live, so a second call would cut a broadcaster who has reconnected.</summary>
    public static readonly Api3Action Drop = Once("DropLiveStream");
    public static readonly Api3Action AddDelay = SameState("AddDelayLiveStream");
    public static readonly Api3Action ResumeDelay = SameState("ResumeDelayLiveStream");

    /// <summary>Overlapping tasks record up to three times, at additional cost.</summary>
    public static readonly Api3Action CreateRecordTask = Once("CreateRecordTask") with { TakesRegion = true };
    public static readonly Api3Action StopRecordTask = SameState("StopRecordTask") with { TakesRegion = true };
    public static readonly Api3Action DeleteRecordTask = SameState("DeleteRecordTask") with { TakesRegion = true };
    public static readonly Api3Action DescribeRecordTask = Read("DescribeRecordTask") with { TakesRegion = true };

    /// <summary>The session ID is the key, so the same call sets the same layout.</summary>
    public static readonly Api3Action CreateMix = SameState("CreateCommonMixStream");
    public static readonly Api3Action CancelMix = SameState("CancelCommonMixStream");

    /// <summary>Gets every action that this module knows, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Api3Action> Known = new[]
    {
        StreamState, OnlineList, PushInfoList, AllPlayInfoList, Domains, SearchMedia,
        PushHistory, PlayHistory, ForbidList, PublishedList, CallbackRecords, RecordTemplates,
        CallbackRules, CallbackTemplates, CreateCallbackRule, DeleteCallbackRule,
        CreateCallbackTemplate, ModifyCallbackTemplate, DeleteCallbackTemplate,
        Forbid, Resume, Drop, AddDelay, ResumeDelay,
        CreateRecordTask, StopRecordTask, DeleteRecordTask, DescribeRecordTask,
        CreateMix, CancelMix,
        Once("CreateScreenshotTask") with { TakesRegion = true },
        SameState("StopScreenshotTask") with { TakesRegion = true },
        SameState("DeleteScreenshotTask") with { TakesRegion = true },
        Read("DescribeScreenshotTask") with { TakesRegion = true },
        Once("CreateLiveRecord"),
        SameState("StopLiveRecord"),
        SameState("DeleteLiveRecord"),
    }.ToDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Returns an action by name. An unknown action that is not a query is sent at most once, because the effect of a second call is not
    /// known.
    /// </summary>
    public static Api3Action Of(string name, string service, string version) =>
        Known.TryGetValue(name, out var known) && known.Service == service
            ? known with { Version = version }
            : new Api3Action(name, IsRead(name) ? RetryClass.Repeatable : RetryClass.AtMostOnce)
            {
                Service = service,
                Version = version,
                TakesRegion = service == VodService,
            };

    public override string ToString() => Name;

    // All products use this prefix for queries.
    private static bool IsRead(string name) => name.StartsWith("Describe", StringComparison.OrdinalIgnoreCase);

    private static Api3Action Read(string name) => new(name, RetryClass.Repeatable);

    private static Api3Action SameState(string name) => new(name, RetryClass.SameState);

    private static Api3Action Once(string name) => new(name, RetryClass.AtMostOnce);
}
