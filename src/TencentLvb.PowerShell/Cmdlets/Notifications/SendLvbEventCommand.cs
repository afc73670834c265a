using System.Collections;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Creates notifications in the service's format, signs them and posts them, to test a receiver. Each is a separate event, with numbers
/// above 2^63. A receiver that cannot be reached causes <c>LvbNetwork</c>, and one that takes over 20 seconds <c>LvbTimeout</c>. Any HTTP
/// response is emitted as an object.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "LvbEvent", DefaultParameterSetName = ConnectionSet, SupportsShouldProcess = true)]
[OutputType(typeof(EventDelivery))]
public sealed class SendLvbEventCommand : LvbKeyCmdlet
{
    private readonly WebhookClient _poster = new();
    private TestNotificationFactory? _composer;
    private OrderedCallQueue<TestNotification, EventDelivery>? _queue;

    /// <summary>The streams of the events. Default: <c>test_stream</c>.</summary>
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
    /// Fields by their wire names, which replace generated values. <c>$null</c> removes a field. A specified <c>t</c> is signed; a
    /// specified <c>sign</c> is sent unchanged.
    /// </summary>
    [Parameter]
    public Hashtable? Property { get; set; }

    /// <summary>The number of events for each stream and kind.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>The number of requests that can be in flight at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    internal override System.Security.SecureString KeyOfConnection() => NotificationKey;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (!HttpUrl.IsWebWithoutUserInfo(Uri))
        {
            ThrowError(
                HttpUrl.Refused(
                    nameof(Uri),
                    Uri,
                    "of a receiver",
                    "Specify an http or https address without a user name, for example http://localhost:8080/."),
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
                var what = Count == 1 ? "notification" : "notifications";
                if (ShouldProcess(Uri.ToString(), $"Send {Count} {type} {what} for the stream '{stream}'"))
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
