using System.Management.Automation;
using System.Security;
using System.Text;

namespace TencentLvb;

/// <summary>
/// Gets the notifications that the service posted about streams, and the receiver's responses (API 3.0: DescribeCallbackRecordsList). The
/// China site keeps them for 14 days, for the kinds StreamEnded, StreamStarted, TapeFileCreated and ScreenshotCreated. The range can have
/// any length: it is queried day by day.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbEventRecord", DefaultParameterSetName = LvbKeyCmdlet.ConnectionSet)]
[OutputType(typeof(LvbEventRecord))]
public sealed class GetLvbEventRecordCommand : LvbStreamCmdlet
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);
    private static readonly int[] Kinds = [0, 1, 100, 200];

    private TimeRangeReader<Page<NotificationRecord>>? _reader;
    private NotificationReader? _verifying;
    private NotificationReader? _reading;

    /// <summary>The start of the range. Default: one day before its end.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>The end of the range. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>The length of the range up to its end. Cannot be combined with -StartTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Last { get; set; }

    /// <summary>Only these kinds: StreamEnded (0), StreamStarted (1), TapeFileCreated (100), ScreenshotCreated (200). Default: all
    /// four.</summary>
    [Parameter]
    [EventTypeArgument]
    public LvbEventType[]? EventType { get; set; }

    /// <summary>Only notifications that the receiver did not acknowledge.</summary>
    [Parameter]
    public SwitchParameter Undelivered { get; set; }

    /// <summary>The key that signs the notifications, as the console shows it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LvbKeyCmdlet.KeySet)]
    [ValidateNotNull]
    public new SecureString? Key { get; set; }

    /// <summary>
    /// The name of the secret that holds that key. Without -Key and -SecretName, the connection's callback secret is used, if there is
    /// one.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = LvbKeyCmdlet.SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret. Default: all registered vaults are searched.</summary>
    [Parameter(ParameterSetName = LvbKeyCmdlet.SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <inheritdoc/>
    protected override void Check()
    {
        foreach (var type in EventType ?? [])
        {
            if (Array.IndexOf(Kinds, (int)type) < 0)
            {
                ThrowInvalid(
                    $"The service does not keep records of the event type {type}.",
                    "Specify StreamEnded, StreamStarted, TapeFileCreated or ScreenshotCreated.",
                    type);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        var range = QueryRange.History(this, StartTime, EndTime, Last, Usual);
        var key = FindKey();
        _verifying = key is null ? null : Reader(() => key, skip: false);
        _reading = Reader(static () => throw new InvalidOperationException("Nothing is verified."), skip: true);
        int? type = EventType is [var only] ? (int)only : null;
        _reader = new TimeRangeReader<Page<NotificationRecord>>(
            this,
            QueryRange.Split(range, () => Backend.Limits.ScreenshotRange),
            GivenStreams is { Length: 1 },
            (call, page) => Backend.GetNotificationRecords(
                new NotificationRecordQuery(call.Stream.Key!.Value, call.Window!.Value) { EventType = type, Undelivered = Undelivered },
                    page),
            new RowWriter(Emit))
        {
            FirstPage = new PageRequest(1, 100),
        };
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            _reader!.Add(stream);
        }
    }

    /// <inheritdoc/>
    protected override void End() => _reader!.Drain();

    private void Emit(object row)
    {
        var (record, posted) = (NotificationRecord)row;
        if (EventType is { Length: > 1 } types && (record.EventType is not { } type || Array.IndexOf(types, type) < 0))
        {
            return;
        }

        record.Event = posted is null ? null : Read(Encoding.UTF8.GetBytes(posted), record.EventTime ?? DateTimeOffset.Now);
        WriteObject(record);
    }

    private static NotificationReader Reader(Func<SecureString> key, bool skip) => new(
        new EventPolicy { SkipVerification = skip, AllowExpired = true, AllowUnsigned = true, MaximumAhead = TimeSpan.MaxValue }, key);

    // Notifications that were posted with another key, or without one, are also read: Verified shows the difference.
    private LvbEvent? Read(byte[] body, DateTimeOffset at)
    {
        try
        {
            try
            {
                return (_verifying ?? _reading)!.Read(body, at).Event;
            }
            catch (LvbException error) when (_verifying is not null && error.ErrorId != EventErrors.MalformedId)
            {
                return _reading!.Read(body, at).Event;
            }
        }
        catch (LvbException error)
        {
            WriteVerbose("The posted body cannot be read. " + error.Message);
            return null;
        }
    }

    private SecureString? FindKey()
    {
        if (Key is not null)
        {
            return CleanKey(Key, "-Key");
        }

        if (SecretName is not null)
        {
            return ReadSecret(SecretName, Vault);
        }

        try
        {
            return Account.CallbackSecretName is null ? null : NotificationKey;
        }
        catch (LvbException error) when (error.ErrorId != LvbErrors.NotConnectedId)
        {
            WriteWarning("The callback key cannot be read, so the notifications are not verified. " + error.Message);
            return null;
        }
    }
}
