using System.Reflection;
using System.Text.Json;

namespace TencentLvb.Unit.Operations;

/// <summary>A second service with three operations: a list that is read with a scroll token, a state that needs a lookup first, and a
/// change that is sent at most once after the same lookup. It lacks all other operations: a new operation of the other services needs no
/// code here.</summary>
public class FakeBackend : DispatchProxy
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private Uri _address = null!;

    internal static ILvbBackend At(Uri address)
    {
        var backend = Create<ILvbBackend, FakeBackend>();
        ((FakeBackend)(object)backend)._address = address;
        return backend;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var parameters = Array.ConvertAll(targetMethod!.GetParameters(), parameter => parameter.ParameterType);
        var own = typeof(FakeBackend).GetMethod(targetMethod.Name, Own, parameters);
        return own is null ? throw Lacks() : own.Invoke(this, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }

    private static LvbApi Api => LvbApi.V3;

    private static string? DefaultPushDomain => null;

    private BackendLimits Limits { get; } = new() { LiveChannels = new PageLimits(1, 2, 2), LongestSuspension = TimeSpan.FromDays(1) };

    private IReadOnlyList<Uri> Endpoints => [_address];

    private static IReadOnlyList<KnownInterface> Interfaces => [];

    private LvbOperation<Page<LiveChannel>> GetLiveChannels(LiveChannelQuery query, PageRequest page) =>
        new MessageOperation<Page<LiveChannel>>(new FakeMessage<Page<LiveChannel>>(
            _address, "WhoIsLive", null, RetryClass.Repeatable, new { after = page.Token }, ok =>
            {
                var next = ok.TryGetProperty("next", out var token) ? token.GetString() : null;
                var rows = new Page<LiveChannel> { Next = next, IsLast = next is null };
                foreach (var name in ok.GetProperty("names").EnumerateArray())
                {
                    rows.Add(new LiveChannel { StreamId = name.GetString()! }, name.GetString()!);
                }

                return rows;
            }));

    private LvbOperation<ChannelStatus> GetChannelStatus(StreamKey stream) => new Located<ChannelStatus>(
        _address, stream, "HowIs", RetryClass.Repeatable, _ => new { name = stream.Id }, ok => new ChannelStatus
        {
            StreamId = stream.Id,
            Status = ok.GetProperty("live").GetBoolean() ? LvbChannelState.Live : LvbChannelState.NoInput,
        });

    private LvbOperation<ChannelStatusChange> SetChannelStatus(StreamKey stream, LvbChannelCommand command, string? reason) =>
        new Located<ChannelStatusChange>(
            _address,
            stream,
            "Make",
            command == LvbChannelCommand.Disconnected ? RetryClass.AtMostOnce : RetryClass.SameState,
            house => new { name = stream.Id, house, what = command.ToString() },
            _ => new ChannelStatusChange { StreamId = stream.Id, Status = command });

    private static LvbException Lacks() => LvbErrors.NotSupported("The fake service does not have this.", "Connect by API 2.0.");

    /// <summary>A call about one stream after a lookup, once per command, of its data center.</summary>
    private sealed class Located<T>(
        Uri address, StreamKey stream, string verb, RetryClass retry, Func<string, object> question, Func<JsonElement,
            T> read) : LvbOperation<T>
    {
        public override string Interface => verb;

        public override string DisplayName => verb + " for " + stream.Id;

        public override RetryClass Retry => retry;

        public override async Task<T> RunAsync(OperationContext context, CancellationToken cancellation)
        {
            var house = await context.Cache.GetAsync("house", null, () => context.SendAsync(
                new FakeMessage<string>(address, "WhichHouse", null, RetryClass.Repeatable, null, ok => ok.GetString()!), cancellation));
            return await context.SendAsync(new FakeMessage<T>(address, verb, stream.Id, retry, question(house), read), cancellation);
        }
    }
}
