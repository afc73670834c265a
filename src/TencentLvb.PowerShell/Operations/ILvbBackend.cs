using System.Text.Json;

namespace TencentLvb.Operations;

/// <summary>
/// A service that does the jobs of the cmdlets: one method per job, in the module's own terms. A method checks its arguments against what
/// the service fixes and makes an operation; nothing is asked before that runs. What the service lacks throws <c>LvbNotSupported</c>
/// (<see cref="LvbErrors.NotSupported"/>).
/// </summary>
internal interface ILvbBackend
{
    LvbApi Api { get; }

    BackendLimits Limits { get; }

    /// <summary>The push domain of what none is given for; null for none.</summary>
    string? DefaultPushDomain { get; }

    /// <summary>Where requests go; looked up and connected to by <c>Test-LvbConnection</c>.</summary>
    IReadOnlyList<Uri> Endpoints { get; }

    /// <summary>The interfaces or actions that <see cref="Invoke"/> knows.</summary>
    IReadOnlyList<KnownInterface> Interfaces { get; }

    /// <summary>Push and playback of live streams. A stream that is not live has no row, and is no error.</summary>
    LvbOperation<LiveStatPage<LiveStat>> GetLiveStat(LiveStatQuery query, PageRequest page);

    /// <summary>The push of live streams.</summary>
    LvbOperation<LiveStatPage<LivePushStat>> GetLivePushStat(LiveStatQuery query, PageRequest page);

    /// <summary>The playback of live streams.</summary>
    LvbOperation<LiveStatPage<LivePlayStat>> GetLivePlayStat(LiveStatQuery query, PageRequest page);

    /// <summary>The push of a stream in a window of at most <see cref="BackendLimits.PushHistory"/>.</summary>
    LvbOperation<Page<LivePushStatPoint>> GetPushHistory(StreamKey stream, TimeWindow window);

    /// <summary>The playback of a stream or the account in a window of at most <see cref="BackendLimits.PlayHistory"/>.</summary>
    LvbOperation<PlayHistoryPage> GetPlayHistory(PlayHistoryQuery query);

    /// <summary>
    /// The state of a stream. Where the service knows "never pushed", that is the reason <see cref="LvbErrorReason.NeverPushed"/>.
    /// </summary>
    LvbOperation<ChannelStatus> GetChannelStatus(StreamKey stream);

    /// <summary>The channels of the account.</summary>
    LvbOperation<Page<Channel>> GetChannels(ChannelQuery query, PageRequest page);

    /// <summary>The channels that are live now.</summary>
    LvbOperation<Page<LiveChannel>> GetLiveChannels(LiveChannelQuery query, PageRequest page);

    /// <summary>Bans a stream, allows it again, or cuts its push (at most once).</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="command">What to make of it.</param>
    /// <param name="reason">Why, for the service's records; null for none.</param>
    LvbOperation<ChannelStatusChange> SetChannelStatus(StreamKey stream, LvbChannelCommand command, string? reason);

    /// <summary>Bans a stream until a time.</summary>
    LvbOperation<ChannelSuspension> SuspendChannel(StreamKey stream, DateTimeOffset until);

    /// <summary>Ends a ban.</summary>
    LvbOperation<ChannelSuspension> ResumeChannel(StreamKey stream);

    /// <summary>Sets how much later viewers see a stream; zero for not at all.</summary>
    LvbOperation<ChannelDelay> SetChannelDelay(StreamKey stream, TimeSpan delay);

    /// <summary>The recorded files of a stream.</summary>
    LvbOperation<Page<TapeFile>> GetTapeFiles(TapeFileQuery query, PageRequest page);

    /// <summary>Looks once for the files of a recording that is waited for.</summary>
    LvbOperation<IReadOnlyList<TapeFile>> FindTapeFiles(TapeFileSearch search);

    /// <summary>Starts a recording task (at most once).</summary>
    LvbOperation<TapeTask> StartTape(StreamKey stream, TapeOptions options);

    /// <summary>Ends a recording task.</summary>
    LvbOperation<TapeTask> StopTape(TapeTask task);

    /// <summary>Takes screenshots from the account's queue (at most once): what comes back is gone there.</summary>
    LvbOperation<ScreenshotBatch> TakeScreenshots(int count);

    /// <summary>The screenshots of a stream by the records of their notifications. Nothing is taken away.</summary>
    LvbOperation<Page<Screenshot>> GetScreenshots(ScreenshotQuery query, PageRequest page);

    /// <summary>Mixes streams into one.</summary>
    LvbOperation<StreamMix> StartMix(MixRequest mix);

    /// <summary>Ends a mix.</summary>
    LvbOperation<StreamMix> StopMix(StreamMix mix);

    /// <summary>The domains of the account; null for both kinds.</summary>
    LvbOperation<Page<LvbDomain>> GetDomains(LvbDomainType? type, PageRequest page);

    /// <summary>The recording tasks in a window of at most <see cref="BackendLimits.TapeTasks"/>.</summary>
    LvbOperation<Page<TapeTask>> GetTapeTasks(TapeTaskQuery query, PageRequest page);

    /// <summary>The notifications that were posted about a stream in a window of at most
    /// <see cref="BackendLimits.ScreenshotRange"/>.</summary>
    LvbOperation<Page<NotificationRecord>> GetNotificationRecords(NotificationRecordQuery query, PageRequest page);

    /// <summary>Where notifications are posted to, by push domain and path.</summary>
    LvbOperation<IReadOnlyList<LvbCallback>> GetCallbacks(CallbackQuery query);

    /// <summary>Sets addresses of notifications.</summary>
    LvbOperation<LvbCallback> SetCallback(CallbackChange change);

    /// <summary>Takes addresses of notifications away, or with no kinds named all of them. Null when nothing was set.</summary>
    LvbOperation<LvbCallback?> RemoveCallback(CallbackChange change);

    /// <summary>Asks harmless questions to see whether the account can be used.</summary>
    LvbOperation<AccountProbe> ProbeAccount();

    /// <summary>Calls an interface by its own name.</summary>
    LvbOperation<IReadOnlyList<JsonElement>> Invoke(RawCall call);
}
