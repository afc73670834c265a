using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Implements API 2.0: each operation is one call of one interface.</summary>
internal sealed class Lvb2Backend(Lvb2Account account) : ILvbBackend
{
    private static readonly BackendLimits Ours = new()
    {
        PushHistory = new RangeLimit { Longest = TimeSpan.FromHours(2) },
        PlayHistory = new RangeLimit { Longest = TimeSpan.FromHours(2) },
        TapeFileRange = new RangeLimit { OneChinaDay = true },
    };

    /// <summary>Gets the interfaces that the module knows.</summary>
    public static IReadOnlyList<KnownInterface> Interfaces => Lvb2Interface.Known.Values.Select(Describe).ToArray();

    public LvbApi Api => LvbApi.V2;

    public string? DefaultPushDomain => null;

    public BackendLimits Limits { get; } = Ours with { ClockTolerance = account.Validity };

    public IReadOnlyList<Uri> Endpoints { get; } = [account.Endpoint, account.StatEndpoint];

    IReadOnlyList<KnownInterface> ILvbBackend.Interfaces => Interfaces;

    public LvbOperation<LiveStatPage<LiveStat>> GetLiveStat(LiveStatQuery query, PageRequest page) =>
        Of(Lvb2.GetLiveStat.Request(query, page), Unused(appName: query.AppName));

    public LvbOperation<LiveStatPage<LivePushStat>> GetLivePushStat(LiveStatQuery query, PageRequest page) =>
        Of(Lvb2.GetLivePushStat.Request(query, page), Unused(appName: query.AppName));

    public LvbOperation<LiveStatPage<LivePlayStat>> GetLivePlayStat(LiveStatQuery query, PageRequest page) =>
        Of(Lvb2.GetLivePlayStat.Request(query, page));

    public LvbOperation<Page<LivePushStatPoint>> GetPushHistory(StreamKey stream, TimeWindow window) =>
        Of(GetLivePushStatHistory.Request(stream.Id, window), Unused(stream.PushDomain, stream.AppName));

    public LvbOperation<PlayHistoryPage> GetPlayHistory(PlayHistoryQuery query) => Of(GetLivePlayStatHistory.Request(query));

    public LvbOperation<ChannelStatus> GetChannelStatus(StreamKey stream) =>
        Of(ChannelGetStatus.Request(stream.Id), Unused(stream.PushDomain, stream.AppName));

    public LvbOperation<Page<Channel>> GetChannels(ChannelQuery query, PageRequest page)
    {
        ChannelGetChannelList.Check(query);
        return Of(ChannelGetChannelList.Request(query, page), Unused(query.PushDomain, query.AppName));
    }

    public LvbOperation<Page<LiveChannel>> GetLiveChannels(LiveChannelQuery query, PageRequest page) =>
        Of(ChannelGetLiveChannelList.Request(), Unused(query.PushDomain, query.AppName));

    public LvbOperation<ChannelStatusChange> SetChannelStatus(StreamKey stream, LvbChannelCommand command, string? reason) =>
        Of(ChannelSetStatus.Request(Placed(stream), command), Unused(reason: reason));

    public LvbOperation<ChannelSuspension> SuspendChannel(StreamKey stream, DateTimeOffset until) =>
        Of(ChannelManager.Suspend(stream.Id, until), Unused(stream.PushDomain, stream.AppName));

    public LvbOperation<ChannelSuspension> ResumeChannel(StreamKey stream) =>
        Of(ChannelManager.Resume(stream.Id, DateTimeOffset.UtcNow), Unused(stream.PushDomain, stream.AppName));

    public LvbOperation<ChannelDelay> SetChannelDelay(StreamKey stream, TimeSpan delay) =>
        Of(SetDelay.Request(stream.Id, delay), Unused(stream.PushDomain, stream.AppName));

    public LvbOperation<Page<TapeFile>> GetTapeFiles(TapeFileQuery query, PageRequest page) =>
        Of(TapeGetFilelist.Request(query, page), Unused(query.Stream.PushDomain, query.Stream.AppName));

    public LvbOperation<IReadOnlyList<TapeFile>> FindTapeFiles(TapeFileSearch search)
    {
        if (search.TaskId is not null)
        {
            // An ID that has lost digits never finds a file.
            _ = Lvb2TaskId.Parse(search.TaskId);
        }

        return new TapeFileSearchOperation(this, search);
    }

    public LvbOperation<TapeTask> StartTape(StreamKey stream, TapeOptions options) => options.TemplateId is null
        ? Of(TapeStart.Request(Placed(stream), options))
        : throw LvbErrors.NotSupported(
            "API 2.0 has no recording templates.", "Specify -FileFormat and -RecordType instead of -TemplateId, or connect with API 3.0.");

    public LvbOperation<TapeTask> StopTape(TapeTask task) => Of(TapeStop.Request(task));

    public LvbOperation<ScreenshotBatch> TakeScreenshots(int count) => Of(QueueGet.Request(count));

    public LvbOperation<Page<Screenshot>> GetScreenshots(ScreenshotQuery query, PageRequest page) => throw LvbErrors.NotSupported(
        "API 2.0 cannot list the screenshots of one stream: it returns the screenshots of all streams from a single queue.",
        "To read the queue, omit -StreamId, -StartTime, -EndTime and -Last. To list the screenshots of one stream, connect with API 3.0.");

    public LvbOperation<StreamMix> StartMix(MixRequest mix) =>
        Of(MixStream.Start(new MixCall(account.AppId, mix.SessionId, mix.OutputStreamId), mix));

    public LvbOperation<StreamMix> StopMix(StreamMix mix) =>
        Of(MixStream.Cancel(new MixCall(account.AppId, mix.SessionId, mix.OutputStreamId), mix.InputStreamId));

    public LvbOperation<AccountProbe> ProbeAccount() => new AccountProbeOperation(account);

    public LvbOperation<IReadOnlyList<JsonElement>> Invoke(RawCall call) => Of(RawRequest.Make(call));

    private StreamKey Placed(StreamKey stream) =>
        stream with { PushDomain = stream.PushDomain ?? account.PushDomain, AppName = stream.AppName ?? account.AppName };

    private MessageOperation<T> Of<T>(Lvb2Request<T> request, string? note = null) => new(new Lvb2Message<T>(account, request), note);

    // Lists parameters that the interface does not have and that do not change the meaning of the stream.
    private static string? Unused(string? pushDomain = null, string? appName = null, string? reason = null)
    {
        if (pushDomain is null && appName is null && reason is null)
        {
            return null;
        }

        var named = new[] { (pushDomain, "-PushDomain"), (appName, "-AppName"), (reason, "-Reason") }.Where(p => p.Item1 is not null)
            .Select(p => p.Item2);
        return $"API 2.0 does not use {string.Join(" or ", named)} for this call.";
    }

    private static KnownInterface Describe(Lvb2Interface known) =>
        new(known.Name, known.Host == LvbHost.Statistics ? "statistics host" : "business host", known.Retry);

    public LvbOperation<Page<LvbDomain>> GetDomains(LvbDomainType? type, PageRequest page) => throw OnlyApi3("does not list domains");

    public LvbOperation<Page<TapeTask>> GetTapeTasks(TapeTaskQuery query, PageRequest page) => throw LvbErrors.NotSupported(
        "API 2.0 does not list recording tasks.",
        "Keep the output of Start-LvbTape, or connect with API 3.0 (Connect-Lvb -SecretId). Get-LvbTapeFile lists the recordings.");

    public LvbOperation<Page<NotificationRecord>> GetNotificationRecords(NotificationRecordQuery query, PageRequest page) =>
        throw OnlyApi3("does not keep records of its notifications");

    public LvbOperation<IReadOnlyList<LvbCallback>> GetCallbacks(CallbackQuery query) => throw OnlyApi3(NoCallbacks);

    public LvbOperation<LvbCallback> SetCallback(CallbackChange change) => throw OnlyApi3(NoCallbacks);

    public LvbOperation<LvbCallback?> RemoveCallback(CallbackChange change) => throw OnlyApi3(NoCallbacks);

    private const string NoCallbacks = "has no interface for the addresses of notifications: they are set in the console";

    private static LvbException OnlyApi3(string what) =>
        LvbErrors.NotSupported(
            $"API 2.0 {what}.",
            "Connect with API 3.0: Connect-Lvb -SecretId <SecretId> -SecretName <name of the secret with the SecretKey>.");
}
