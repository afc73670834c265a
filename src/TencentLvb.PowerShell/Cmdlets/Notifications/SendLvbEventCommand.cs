using System.Collections;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Makes notifications as the service does, signs them and posts them, to try a receiver with. Each is an event of its own, with numbers
/// above 2^63. A receiver that can't be reached gives <c>LvbNetwork</c>, one that takes over 20 seconds <c>LvbTimeout</c>; any HTTP answer
/// is an object.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "LvbEvent", DefaultParameterSetName = ConnectionSet, SupportsShouldProcess = true)]
[OutputType(typeof(EventDelivery))]
public sealed class SendLvbEventCommand : LvbKeyCmdlet
{
    private readonly WebhookClient _poster = new();
    private TestNotificationFactory? _composer;
    private OrderedCallQueue<TestNotification, EventDelivery>? _queue;

    /// <summary>The streams to make events of. Default: <c>test_stream</c>.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChannelId", "StreamName")]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [StreamIdArgument]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; } = ["test_stream"];

    /// <summary>The address of the receiver: http or https, without a user name.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(ReceiverAddressCompleter))]
    public Uri Uri { get; set; } = null!;

    /// <summary>The kinds to send, by name or number. Default: StreamStarted.</summary>
    [Parameter]
    [EventTypeArgument]
    public LvbEventType[] EventType { get; set; } = [LvbEventType.StreamStarted];

    /// <summary>
    /// Fields by their wire names, which replace those made up; <c>$null</c> takes a field away. An own <c>t</c> is signed, an own
    /// <c>sign</c> sent as it is.
    /// </summary>
    [Parameter]
    public Hashtable? Property { get; set; }

    /// <summary>How many events of each stream and kind.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>How many requests may be in flight at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    internal override System.Security.SecureString KeyOfConnection() => NotificationKey;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (!HttpUrl.IsOne(Uri))
        {
            ThrowError(
                HttpUrl.Refused(
                    nameof(Uri),
                    Uri,
                    "of a receiver",
                    "Specify an http or https address without user name, for example http://localhost:8080/."),
                HttpUrl.Shown(Uri.OriginalString));
        }
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _composer = new TestNotificationFactory(ResolveKey(), () => DateTimeOffset.UtcNow);
        _queue = new OrderedCallQueue<TestNotification, EventDelivery>(
            this,
            new CallRunner(this, account: null),
            ThrottleLimit,
            item => Calls.Prepare((_, cancel) => _poster.PostAsync(Uri, item.Type, item.Stream, item.Body, cancel)),
            (_, delivery) => WriteObject(delivery),
            item => item.Stream);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in StreamInput.Valid(this, StreamId))
        {
            foreach (var type in EventType)
            {
                if (ShouldProcess(Uri.ToString(), $"Send {Count} {type} of stream {stream}"))
                {
                    Send(stream, type);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void End() => _queue!.Drain();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _poster.Dispose();
        }
    }

    private void Send(string stream, LvbEventType type)
    {
        for (var i = 0; i < Count; i++)
        {
            _queue!.Add(new TestNotification(stream, type, _composer!.Compose(type, stream, Property)));
        }
    }

    private sealed record TestNotification(string Stream, LvbEventType Type, byte[] Body);
}
