using System.Text.Json;

namespace TencentLvb.Backends.Api3;

/// <summary>Implements the operations on API 3.0.</summary>
internal sealed class Api3Backend(Api3Account account) : ILvbBackend
{
    private static readonly TimeSpan LongestSuspension = TimeSpan.FromDays(90);

    private readonly StreamLocator _locator = new(account);
    private readonly LiveStats _live = new(account);
    private readonly ChannelLists _channels = new(account);
    private readonly Recordings _recordings = new(account);
    private readonly Callbacks _callbacks = new(account);

    public LvbApi Api => LvbApi.V3;

    public string? DefaultPushDomain => account.PushDomain;

    public BackendLimits Limits { get; } = new()
    {
        Channels = new PageLimits(10, 100, 100) { IsExact = false },
        LiveChannels = account.Site == LvbSite.International ? new PageLimits(10, 100, 100) : new PageLimits(10, 300000, 1000),
        TapeFiles = new PageLimits(1, 100, 100) { IsExact = false },
        PushHistory = new RangeLimit { Longest = StreamHistory.LongestPush },
        PlayHistory = new RangeLimit { Longest = StreamHistory.LongestPlay },
        TapeTasks = new RangeLimit { Longest = RecordTasks.Week },
        ScreenshotRange = new RangeLimit { Longest = CallbackRecords.LongestRange },
        LongestSuspension = LongestSuspension,
        LongestTape = RecordTasks.Longest,
        Mix = new MixLimits { LargestPixel = 2000, LargestBitrate = 10000 },
    };

    public IReadOnlyList<Uri> Endpoints => [account.EndpointOf(Api3Action.LiveService).Address];

    public IReadOnlyList<KnownInterface> Interfaces =>
        Api3Action.Known.Values.Select(a => new KnownInterface(a.Name, "product " + a.Service, a.Retry)).ToArray();

    public LvbOperation<LiveStatPage<LiveStat>> GetLiveStat(LiveStatQuery query, PageRequest page) => _live.Joined(query, page);

    public LvbOperation<LiveStatPage<LivePushStat>> GetLivePushStat(LiveStatQuery query, PageRequest page) => _live.Push(query, page);

    public LvbOperation<LiveStatPage<LivePlayStat>> GetLivePlayStat(LiveStatQuery query, PageRequest page) => _live.Play(query, page);

    public LvbOperation<ChannelStatus> GetChannelStatus(StreamKey stream) => new StreamOperation<ChannelStatus>(
        account, _locator, Api3Action.StreamState, stream, static (id, place, _) => new StreamState(id, place));

    public LvbOperation<Page<LiveChannel>> GetLiveChannels(LiveChannelQuery query, PageRequest page) =>
        One(OnlineList.Request(query, page));

    public LvbOperation<ChannelStatusChange> SetChannelStatus(StreamKey stream, LvbChannelCommand command, string? reason)
    {
        StreamChanges.CheckReason(reason);
        return command switch
        {
            LvbChannelCommand.Disabled => At(Api3Action.Forbid, stream, (id, place, log) =>
            {
                if (log.IsVerbose)
                {
                    log.Verbose($"The ban of {id} ends after 7 days, because API 3.0 has no permanent bans. For a longer ban, use "
                        + "Suspend-LvbChannel (at most 90 days).");
                }

                return StreamChanges.Forbid(id, place, until: null, reason, Changed(id, place));
            }),
            LvbChannelCommand.Enabled => At(Api3Action.Resume, stream, (id, place) => StreamChanges.Resume(id, place, Changed(id, place))),
            _ => At(Api3Action.Drop, stream, (id, place) => StreamChanges.Drop(id, place, Changed(id, place))),
        };

        ChannelStatusChange Changed(string id, StreamPlace place) =>
            new() { StreamId = id, PushDomain = place.PushDomain, AppName = place.AppName, Status = command };
    }

    public LvbOperation<ChannelSuspension> SuspendChannel(StreamKey stream, DateTimeOffset until)
    {
        // Rounds fractions up, so that the end is never before the start.
        var seconds = until.ToUnixTimeSeconds() + (until.Ticks % TimeSpan.TicksPerSecond == 0 ? 0 : 1);
        var end = DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime();
        return At(Api3Action.Forbid, stream, (id, place) => StreamChanges.Forbid(
            id,
            place,
            end,
            reason: null,
            new ChannelSuspension
            {
                StreamId = id,
                PushDomain = place.PushDomain,
                AppName = place.AppName,
                Suspended = true,
                Until = end,
            }));
    }

    public LvbOperation<ChannelSuspension> ResumeChannel(StreamKey stream) => At(Api3Action.Resume, stream, (id, place) =>
        StreamChanges.Resume(id, place, new ChannelSuspension { StreamId = id, PushDomain = place.PushDomain, AppName = place.AppName }));

    public LvbOperation<ChannelDelay> SetChannelDelay(StreamKey stream, TimeSpan delay) => At(
        delay > TimeSpan.Zero ? Api3Action.AddDelay : Api3Action.ResumeDelay,
        stream,
        (id, place) => StreamChanges.Delay(id, place, delay));

    public LvbOperation<AccountProbe> ProbeAccount() => AccountCheck.Operation(account);

    public LvbOperation<IReadOnlyList<JsonElement>> Invoke(RawCall call) => RawActions.Operation(account, call);

    public LvbOperation<Page<LivePushStatPoint>> GetPushHistory(StreamKey stream, TimeWindow window) => One(StreamHistory.Push(
        stream with { PushDomain = stream.PushDomain ?? account.PushDomain, AppName = stream.AppName ?? account.AppName }, window));

    public LvbOperation<PlayHistoryPage> GetPlayHistory(PlayHistoryQuery query) => One(StreamHistory.Play(query));

    public LvbOperation<Page<Channel>> GetChannels(ChannelQuery query, PageRequest page) => _channels.Operation(query, page);

    public LvbOperation<Page<TapeFile>> GetTapeFiles(TapeFileQuery query, PageRequest page) => MediaSearch.Operation(account, query, page);

    public LvbOperation<IReadOnlyList<TapeFile>> FindTapeFiles(TapeFileSearch search) => _recordings.Find(this, search);

    public LvbOperation<TapeTask> StartTape(StreamKey stream, TapeOptions options) => _recordings.Start(stream, options);

    public LvbOperation<TapeTask> StopTape(TapeTask task) => _recordings.Stop(task);

    public LvbOperation<ScreenshotBatch> TakeScreenshots(int count) => throw LvbErrors.NotSupported(
        "API 3.0 has no queue of screenshots.",
        "Receive screenshots as they are taken: Receive-LvbEvent -EventType ScreenshotCreated. "
            + "On the China site, Get-LvbScreenshot -StreamId lists the screenshots of a stream.");

    public LvbOperation<Page<Screenshot>> GetScreenshots(ScreenshotQuery query, PageRequest page)
    {
        CallbackRecords.Check(account.Site);
        return One(CallbackRecords.Screenshots(query, page));
    }

    public LvbOperation<StreamMix> StartMix(MixRequest mix) => One(CommonMix.Start(mix, Limits.Mix));

    public LvbOperation<StreamMix> StopMix(StreamMix mix) => new Api3Operation<StreamMix>(
        Api3Action.CancelMix, null, (context, cancellation) =>
        {
            if (context.Log.IsVerbose)
            {
                context.Log.Verbose("API 3.0 identifies a mix by its session only: -OutputStreamId is not sent.");
            }

            return context.CallAsync(account, CommonMix.Cancel(mix), cancellation);
        });

    public LvbOperation<Page<LvbDomain>> GetDomains(LvbDomainType? type, PageRequest page) => One(DomainList.Request(type, page));

    public LvbOperation<Page<TapeTask>> GetTapeTasks(TapeTaskQuery query, PageRequest page) =>
        One(RecordTasks.List(query.Stream, query.Window, page.Token));

    public LvbOperation<Page<NotificationRecord>> GetNotificationRecords(NotificationRecordQuery query, PageRequest page)
    {
        CallbackRecords.Check(account.Site);
        return One(CallbackRecords.Records(query, page));
    }

    public LvbOperation<IReadOnlyList<LvbCallback>> GetCallbacks(CallbackQuery query) => _callbacks.Get(query);

    public LvbOperation<LvbCallback> SetCallback(CallbackChange change) => _callbacks.Set(change);

    public LvbOperation<LvbCallback?> RemoveCallback(CallbackChange change) => _callbacks.Remove(change);

    private MessageOperation<T> One<T>(Api3Request<T> request) => new(new Api3Message<T>(account, request));

    private StreamOperation<T> At<T>(Api3Action action, StreamKey stream, Func<string, StreamPlace, Api3Request<T>> request) =>
        At(action, stream, (id, place, _) => request(id, place));

    private StreamOperation<T> At<T>(Api3Action action, StreamKey stream, Func<string, StreamPlace, CallLog, Api3Request<T>> request) =>
        new(account, _locator, action, stream, request);
}
