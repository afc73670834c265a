using System.Text.Json;

namespace TencentLvb.Unit.Operations;

/// <summary>
/// A second service with three operations: a list that scrolls, a state that needs a look-up first, and a change that is sent at most once
/// after the same look-up. It lacks everything else.
/// </summary>
internal sealed class FakeBackend(Uri address) : ILvbBackend
{
    public LvbApi Api => LvbApi.V3;

    public string? DefaultPushDomain => null;

    public BackendLimits Limits { get; } = new() { LiveChannels = new PageLimits(1, 2, 2), LongestSuspension = TimeSpan.FromDays(1) };

    public IReadOnlyList<Uri> Endpoints => [address];

    public IReadOnlyList<KnownInterface> Interfaces => [];

    public LvbOperation<Page<LiveChannel>> GetLiveChannels(LiveChannelQuery query, PageRequest page) =>
        new MessageOperation<Page<LiveChannel>>(new FakeMessage<Page<LiveChannel>>(
            address, "WhoIsLive", null, RetryClass.Repeatable, new { after = page.Token }, ok =>
            {
                var next = ok.TryGetProperty("next", out var token) ? token.GetString() : null;
                var rows = new Page<LiveChannel> { Next = next, IsLast = next is null };
                foreach (var name in ok.GetProperty("names").EnumerateArray())
                {
                    rows.Add(new LiveChannel { StreamId = name.GetString()! }, name.GetString()!);
                }

                return rows;
            }));

    public LvbOperation<ChannelStatus> GetChannelStatus(StreamKey stream) => new Located<ChannelStatus>(
        address, stream, "HowIs", RetryClass.Repeatable, _ => new { name = stream.Id }, ok => new ChannelStatus
        {
            StreamId = stream.Id,
            Status = ok.GetProperty("live").GetBoolean() ? LvbChannelState.Live : LvbChannelState.NoInput,
        });

    public LvbOperation<ChannelStatusChange> SetChannelStatus(StreamKey stream, LvbChannelCommand command, string? reason) =>
        new Located<ChannelStatusChange>(
            address,
            stream,
            "Make",
            command == LvbChannelCommand.Disconnected ? RetryClass.AtMostOnce : RetryClass.SameState,
            house => new { name = stream.Id, house, what = command.ToString() },
            _ => new ChannelStatusChange { StreamId = stream.Id, Status = command });

    public LvbOperation<Page<LvbDomain>> GetDomains(LvbDomainType? type, PageRequest page) => throw Lacks();

    public LvbOperation<Page<TapeTask>> GetTapeTasks(TapeTaskQuery query, PageRequest page) => throw Lacks();

    public LvbOperation<Page<NotificationRecord>> GetNotificationRecords(NotificationRecordQuery query, PageRequest page) => throw Lacks();

    public LvbOperation<IReadOnlyList<LvbCallback>> GetCallbacks(CallbackQuery query) => throw Lacks();

    public LvbOperation<LvbCallback> SetCallback(CallbackChange change) => throw Lacks();

    public LvbOperation<LvbCallback?> RemoveCallback(CallbackChange change) => throw Lacks();

    public LvbOperation<LiveStatPage<LiveStat>> GetLiveStat(LiveStatQuery query, PageRequest page) => throw Lacks();

    public LvbOperation<LiveStatPage<LivePushStat>> GetLivePushStat(LiveStatQuery query, PageRequest page) => throw Lacks();

    public LvbOperation<LiveStatPage<LivePlayStat>> GetLivePlayStat(LiveStatQuery query, PageRequest page) => throw Lacks();

    public LvbOperation<Page<LivePushStatPoint>> GetPushHistory(StreamKey stream, TimeWindow window) => throw Lacks();

    public LvbOperation<PlayHistoryPage> GetPlayHistory(PlayHistoryQuery query) => throw Lacks();

    public LvbOperation<Page<Channel>> GetChannels(ChannelQuery query, PageRequest page) => throw Lacks();

    public LvbOperation<ChannelSuspension> SuspendChannel(StreamKey stream, DateTimeOffset until) => throw Lacks();

    public LvbOperation<ChannelSuspension> ResumeChannel(StreamKey stream) => throw Lacks();

    public LvbOperation<ChannelDelay> SetChannelDelay(StreamKey stream, TimeSpan delay) => throw Lacks();

    public LvbOperation<Page<TapeFile>> GetTapeFiles(TapeFileQuery query, PageRequest page) => throw Lacks();

    public LvbOperation<IReadOnlyList<TapeFile>> FindTapeFiles(TapeFileSearch search) => throw Lacks();

    public LvbOperation<TapeTask> StartTape(StreamKey stream, TapeOptions options) => throw Lacks();

    public LvbOperation<TapeTask> StopTape(TapeTask task) => throw Lacks();

    public LvbOperation<ScreenshotBatch> TakeScreenshots(int count) => throw Lacks();

    public LvbOperation<Page<Screenshot>> GetScreenshots(ScreenshotQuery query, PageRequest page) => throw Lacks();

    public LvbOperation<StreamMix> StartMix(MixRequest mix) => throw Lacks();

    public LvbOperation<StreamMix> StopMix(StreamMix mix) => throw Lacks();

    public LvbOperation<AccountProbe> ProbeAccount() => throw Lacks();

    public LvbOperation<IReadOnlyList<JsonElement>> Invoke(RawCall call) => throw Lacks();

    private static LvbException Lacks() => LvbErrors.NotSupported("The fake service does not have this.", "Connect by API 2.0.");

    /// <summary>A call about one stream, once it is known in which house that is: a look-up for the whole command.</summary>
    private sealed class Located<T>(
        Uri address, StreamKey stream, string verb, RetryClass retry, Func<string, object> question, Func<JsonElement, T> read) : LvbOperation<T>
    {
        public override string Interface => verb;

        public override string DisplayName => verb + " of " + stream.Id;

        public override RetryClass Retry => retry;

        public override async Task<T> RunAsync(OperationContext context, CancellationToken cancellation)
        {
            var house = await context.Cache.GetAsync("house", null, () => context.SendAsync(
                new FakeMessage<string>(address, "WhichHouse", null, RetryClass.Repeatable, null, ok => ok.GetString()!), cancellation));
            return await context.SendAsync(new FakeMessage<T>(address, verb, stream.Id, retry, question(house), read), cancellation);
        }
    }
}
