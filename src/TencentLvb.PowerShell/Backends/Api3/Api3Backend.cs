using System.Text.Json;

namespace TencentLvb.Backends.Api3;

/// <summary>The jobs of the cmdlets on API 3.0.</summary>
internal sealed class Api3Backend(Api3Account account) : ILvbBackend
{
    private static readonly TimeSpan LongestSuspension = TimeSpan.FromDays(90);

    private readonly StreamLocator _locator = new(account);
    private readonly LiveStats _live = new(account);

    public LvbApi Api => LvbApi.V3;

    public BackendLimits Limits { get; } = new()
    {
        Channels = new PageLimits(10, 100, 100),
        LiveChannels = account.Site == LvbSite.International ? new PageLimits(10, 100, 100) : new PageLimits(10, 300000, 1000),
        LongestSuspension = LongestSuspension,
        LongestTape = TimeSpan.FromHours(24),
        Mix = new MixLimits { LargestPixel = 2000, LargestBitrate = 10000 },
    };

    public IReadOnlyList<Uri> Endpoints => [account.EndpointOf(Api3Action.LiveService)];

    public IReadOnlyList<KnownInterface> Interfaces =>
        Api3Action.Known.Values.Select(a => new KnownInterface(a.Name, "product " + a.Service, a.Retry)).ToArray();

    public LvbOperation<LiveStatPage<LiveStat>> GetLiveStat(LiveStatQuery query, PageRequest page) => _live.Joined(query, page);

    public LvbOperation<LiveStatPage<LivePushStat>> GetLivePushStat(LiveStatQuery query, PageRequest page) => _live.Push(query, page);

    public LvbOperation<LiveStatPage<LivePlayStat>> GetLivePlayStat(LiveStatQuery query, PageRequest page) => _live.Play(query, page);

    public LvbOperation<ChannelStatus> GetChannelStatus(StreamKey stream) => At(Api3Action.StreamState, stream, StreamState.Request);

    public LvbOperation<Page<LiveChannel>> GetLiveChannels(LiveChannelQuery query, PageRequest page) =>
        new MessageOperation<Page<LiveChannel>>(new Api3Message<Page<LiveChannel>>(account, OnlineList.Request(query, page)));

    public LvbOperation<ChannelStatusChange> SetChannelStatus(StreamKey stream, LvbChannelCommand command, string? reason)
    {
        StreamChanges.CheckReason(reason);
        return command switch
        {
            LvbChannelCommand.Disabled => At(Api3Action.Forbid, stream, (id, place, log) =>
            {
                if (log.IsVerbose)
                {
                    log.Verbose($"The ban of {id} ends by itself in 7 days: API 3.0 knows no ban without an end. For longer ones: Suspend-LvbChannel (at most 90 days).");
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
        // Fractions are rounded up: rather a second too long than an end before the beginning.
        var end = DateTimeOffset.FromUnixTimeSeconds(until.ToUnixTimeSeconds() + (until.Ticks % TimeSpan.TicksPerSecond == 0 ? 0 : 1)).ToLocalTime();
        return At(Api3Action.Forbid, stream, (id, place) => StreamChanges.Forbid(
            id,
            place,
            end,
            reason: null,
            new ChannelSuspension { StreamId = id, PushDomain = place.PushDomain, AppName = place.AppName, Suspended = true, Until = end }));
    }

    public LvbOperation<ChannelSuspension> ResumeChannel(StreamKey stream) => At(Api3Action.Resume, stream, (id, place) =>
        StreamChanges.Resume(id, place, new ChannelSuspension { StreamId = id, PushDomain = place.PushDomain, AppName = place.AppName }));

    public LvbOperation<ChannelDelay> SetChannelDelay(StreamKey stream, TimeSpan delay) => At(
        delay > TimeSpan.Zero ? Api3Action.AddDelay : Api3Action.ResumeDelay,
        stream,
        (id, place) => StreamChanges.Delay(id, place, delay));

    public LvbOperation<AccountProbe> ProbeAccount() => AccountCheck.Operation(account);

    public LvbOperation<IReadOnlyList<JsonElement>> Invoke(RawCall call) => RawActions.Operation(account, call);

    public LvbOperation<Page<LivePushStatPoint>> GetPushHistory(StreamKey stream, TimeWindow window) =>
        throw NotYet("Get-LvbLivePushStatHistory", "DescribeStreamPushInfoList");

    public LvbOperation<PlayHistoryPage> GetPlayHistory(PlayHistoryQuery query) =>
        throw NotYet("Get-LvbLivePlayStatHistory", "DescribeStreamPlayInfoList");

    public LvbOperation<Page<Channel>> GetChannels(ChannelQuery query, PageRequest page) =>
        throw NotYet("Get-LvbChannel", "DescribeLiveStreamPublishedList");

    public LvbOperation<Page<TapeFile>> GetTapeFiles(TapeFileQuery query, PageRequest page) =>
        throw NotYet("Get-LvbTapeFile", "SearchMedia -Service vod");

    public LvbOperation<IReadOnlyList<TapeFile>> FindTapeFiles(TapeFileSearch search) =>
        throw NotYet("Wait-LvbTapeFile", "SearchMedia -Service vod");

    public LvbOperation<TapeTask> StartTape(StreamKey stream, TapeOptions options) => throw NotYet("Start-LvbTape", "CreateRecordTask");

    public LvbOperation<TapeTask> StopTape(TapeTask task) => throw NotYet("Stop-LvbTape", "StopRecordTask");

    public LvbOperation<ScreenshotBatch> TakeScreenshots(int count) => throw LvbErrors.NotSupported(
        "API 3.0 has no queue of screenshots.",
        "Receive them as they are taken: Receive-LvbEvent -EventType ScreenshotCreated.");

    public LvbOperation<Page<Screenshot>> GetScreenshots(ScreenshotQuery query, PageRequest page) =>
        throw NotYet("Get-LvbScreenshot -StreamId", "DescribeCallbackRecordsList");

    public LvbOperation<StreamMix> StartMix(MixRequest mix) => throw NotYet("Start-LvbStreamMix", "CreateCommonMixStream");

    public LvbOperation<StreamMix> StopMix(StreamMix mix) => throw NotYet("Stop-LvbStreamMix", "CancelCommonMixStream");

    private static LvbException NotYet(string cmdlet, string action) => LvbErrors.NotSupported(
        $"This version of the module does not do the job of {cmdlet} on API 3.0.",
        $"Call the action itself: Invoke-LvbApi {action}; or connect by API 2.0: Connect-Lvb -AppId.");

    private Api3Operation<T> At<T>(Api3Action action, StreamKey stream, Func<string, StreamPlace, Api3Request<T>> request) =>
        At(action, stream, (id, place, _) => request(id, place));

    /// <summary>One call about one stream, once its push domain and path are found.</summary>
    private Api3Operation<T> At<T>(Api3Action action, StreamKey stream, Func<string, StreamPlace, CallLog, Api3Request<T>> request) => new(
        action, stream.Id, async (context, cancellation) =>
        {
            var place = await _locator.FindAsync(stream, context, cancellation).ConfigureAwait(false);
            return await context.CallAsync(account, request(stream.Id, place, context.Log), cancellation).ConfigureAwait(false);
        });
}
