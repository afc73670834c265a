using System.Text.Json;

namespace TencentLvb.Operations;

/// <summary>
/// Represents a service that implements the operations of the cmdlets: one method per operation, in the terms of the module. A method
/// checks its arguments against the limits of the service and creates an operation; nothing is sent before that runs. Functions that the
/// service lacks throw <c>LvbNotSupported</c> (<see cref="LvbErrors.NotSupported"/>).
/// </summary>
internal interface ILvbBackend
{
    LvbApi Api { get; }

    BackendLimits Limits { get; }

    /// <summary>Gets the default push domain; null for none.</summary>
    string? DefaultPushDomain { get; }

    /// <summary>Gets the addresses of requests, which <c>Test-LvbConnection</c> looks up and connects to.</summary>
    IReadOnlyList<Uri> Endpoints { get; }

    /// <summary>Gets the interfaces or actions that <see cref="Invoke"/> knows.</summary>
    IReadOnlyList<KnownInterface> Interfaces { get; }

    /// <summary>Gets push and playback of live streams. A stream that is not live has no row and is not an error.</summary>
    LvbOperation<LiveStatPage<LiveStat>> GetLiveStat(LiveStatQuery query, PageRequest page);

    /// <summary>Gets the push of live streams.</summary>
    LvbOperation<LiveStatPage<LivePushStat>> GetLivePushStat(LiveStatQuery query, PageRequest page);

    /// <summary>Gets the playback of live streams.</summary>
    LvbOperation<LiveStatPage<LivePlayStat>> GetLivePlayStat(LiveStatQuery query, PageRequest page);

    /// <summary>Gets the push of a stream in a window of at most <see cref="BackendLimits.PushHistory"/>.</summary>
    LvbOperation<Page<LivePushStatPoint>> GetPushHistory(StreamKey stream, TimeWindow window);

    /// <summary>Gets the playback of a stream or the account in a window of at most <see cref="BackendLimits.PlayHistory"/>.</summary>
    LvbOperation<PlayHistoryPage> GetPlayHistory(PlayHistoryQuery query);

    /// <summary>
    /// Gets the state of a stream. If the service reports that it was never pushed, the reason is <see
    /// cref="LvbErrorReason.NeverPushed"/>.
    /// </summary>
    LvbOperation<ChannelStatus> GetChannelStatus(StreamKey stream);

    /// <summary>Gets the channels of the account.</summary>
    LvbOperation<Page<Channel>> GetChannels(ChannelQuery query, PageRequest page);

    /// <summary>Gets the channels that are live now.</summary>
    LvbOperation<Page<LiveChannel>> GetLiveChannels(LiveChannelQuery query, PageRequest page);

    /// <summary>Bans a stream, allows it again, or cuts its push (at most once).</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="command">The new status.</param>
    /// <param name="reason">The reason, for the service's records; null for none.</param>
    LvbOperation<ChannelStatusChange> SetChannelStatus(StreamKey stream, LvbChannelCommand command, string? reason);

    /// <summary>Bans a stream until a time.</summary>
    LvbOperation<ChannelSuspension> SuspendChannel(StreamKey stream, DateTimeOffset until);

    /// <summary>Ends a ban.</summary>
    LvbOperation<ChannelSuspension> ResumeChannel(StreamKey stream);

    /// <summary>Sets the delay with which viewers see a stream; zero for no delay.</summary>
    LvbOperation<ChannelDelay> SetChannelDelay(StreamKey stream, TimeSpan delay);

    /// <summary>Gets the recorded files of a stream.</summary>
    LvbOperation<Page<TapeFile>> GetTapeFiles(TapeFileQuery query, PageRequest page);

    /// <summary>Searches once for the files of a recording that is waited for.</summary>
    LvbOperation<IReadOnlyList<TapeFile>> FindTapeFiles(TapeFileSearch search);

    /// <summary>Starts a recording task (at most once).</summary>
    LvbOperation<TapeTask> StartTape(StreamKey stream, TapeOptions options);

    /// <summary>Ends a recording task.</summary>
    LvbOperation<TapeTask> StopTape(TapeTask task);

    /// <summary>Takes screenshots from the account's queue (at most once). They are removed from the queue.</summary>
    LvbOperation<ScreenshotBatch> TakeScreenshots(int count);

    /// <summary>Gets the screenshots of a stream from the records of their notifications. Removes nothing.</summary>
    LvbOperation<Page<Screenshot>> GetScreenshots(ScreenshotQuery query, PageRequest page);

    /// <summary>Mixes streams into one.</summary>
    LvbOperation<StreamMix> StartMix(MixRequest mix);

    /// <summary>Ends a mix.</summary>
    LvbOperation<StreamMix> StopMix(StreamMix mix);

    /// <summary>Gets the domains of the account; null for both types.</summary>
    LvbOperation<Page<LvbDomain>> GetDomains(LvbDomainType? type, PageRequest page);

    /// <summary>Gets the recording tasks in a window of at most <see cref="BackendLimits.TapeTasks"/>.</summary>
    LvbOperation<Page<TapeTask>> GetTapeTasks(TapeTaskQuery query, PageRequest page);

    /// <summary>
    /// Gets the notifications that were posted about a stream in a window of at most <see cref="BackendLimits.ScreenshotRange"/>.
    /// </summary>
    LvbOperation<Page<NotificationRecord>> GetNotificationRecords(NotificationRecordQuery query, PageRequest page);

    /// <summary>Gets the addresses of notifications by push domain and path.</summary>
    LvbOperation<IReadOnlyList<LvbCallback>> GetCallbacks(CallbackQuery query);

    /// <summary>Sets addresses of notifications.</summary>
    LvbOperation<LvbCallback> SetCallback(CallbackChange change);

    /// <summary>Removes addresses of notifications: those of the specified types, otherwise all. Null if none was set.</summary>
    LvbOperation<LvbCallback?> RemoveCallback(CallbackChange change);

    /// <summary>Sends queries to check whether the account can be used.</summary>
    LvbOperation<AccountProbe> ProbeAccount();

    /// <summary>Calls an interface by name.</summary>
    LvbOperation<IReadOnlyList<JsonElement>> Invoke(RawCall call);
}
