using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace TencentLvb.Transport;

/// <summary>Collects the messages of a call. Workers fill it, and only the pipeline thread writes them.</summary>
internal sealed class CallLog(bool verbose)
{
    private List<string>? _verbose;
    private List<string>? _debug;
    private List<string>? _warnings;
    private string? _announcement;
    private string? _unclear;
    private HttpResponseHeaders? _answer;
    private long _sentTicks;
    private TimeSpan _latency;

    /// <summary>Indicates whether verbose lines are required. Creating them is expensive.</summary>
    public bool IsVerbose { get; } = verbose;

    /// <summary>Indicates whether responses are logged, too.</summary>
    public bool IsDebug { get; init; }

    /// <summary>Gets the version of the connection's key with which the call is signed first.</summary>
    public int KeyVersion { get; init; }

    /// <summary>
    /// Gets the time by which the service's clock is ahead of this machine's, according to the <c>Date</c> of the last response; null
    /// without one. Accurate to one second.
    /// </summary>
    public TimeSpan? ClockSkew => _answer?.Date is { } served
        ? TimeSpan.FromSeconds(
            Math.Round(TimeSpan.FromTicks(served.UtcTicks - _sentTicks).TotalSeconds - (_latency.TotalSeconds / 2) + 0.5))
        : null;

    /// <summary>Gets the duration of the last response; null if there was none.</summary>
    public TimeSpan? Latency => _answer is null ? null : _latency;

    public IReadOnlyList<string> VerboseLines => _verbose ?? (IReadOnlyList<string>)[];

    public IReadOnlyList<string> DebugLines => _debug ?? (IReadOnlyList<string>)[];

    public IReadOnlyList<string> Warnings => _warnings ?? (IReadOnlyList<string>)[];

    /// <summary>Gets the current attempt. Another thread may query whether it may have arrived.</summary>
    public IAttempt? UnderWay { get; private set; }

    /// <summary>Gets the number of the attempt, starting at 1.</summary>
    public int Number { get; private set; }

    /// <summary>Gets the maximum number of attempts.</summary>
    public int Most { get; private set; }

    /// <summary>Records the start of an attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="number">Its number, starting at 1.</param>
    /// <param name="most">The maximum number of attempts of a repeatable call.</param>
    public void Begins(IAttempt attempt, int number, int most)
    {
        UnderWay = attempt;
        Number = number;
        Most = AtMostOnce.Applies(attempt.Message) ? 1 : most;
    }

    /// <summary>Records that a change failed, and that one of its attempts may have been carried out.</summary>
    public void MayHaveBeenMade(TransportMessage change) => _unclear = change.DisplayName;

    /// <summary>Copies the unclear change from the log of the same call, which is repeated.</summary>
    public CallLog After(CallLog earlier)
    {
        _unclear = earlier._unclear;
        return this;
    }

    /// <summary>
    /// Whether a message is a change that an earlier run of the same call may have made. Messages are compared by name: an operation that
    /// is repeated creates its messages again, and no two of its changes have the same name.
    /// </summary>
    public bool IsRepeated(TransportMessage message) =>
        _unclear is not null && message.Retry != RetryClass.Repeatable && _unclear == message.DisplayName;

    public void Verbose(string line) => (_verbose ??= []).Add(line);

    public void Warn(string text) => (_warnings ??= []).Add(text);

    /// <summary>Sets a message that is shown only while the call is waiting.</summary>
    public void Announce(string text) => Volatile.Write(ref _announcement, text);

    /// <summary>Returns the message to show while the call is waiting; null if there is no new one. Called from another thread.</summary>
    public string? TakeAnnouncement() => Interlocked.Exchange(ref _announcement, null);

    /// <summary>Records a response of any kind. Its time is read only if it is required.</summary>
    public void Answered(HttpResponseHeaders answer, DateTimeOffset sent, DateTimeOffset now)
    {
        (_answer, _sentTicks, _latency) = (answer, sent.UtcTicks, now - sent);
    }

    /// <summary>Logs a response: the headers that identify the sender, and the beginning of the body.</summary>
    public void Answer(HttpResponseMessage answer, byte[] body)
    {
        if (IsDebug)
        {
            (_debug ??= []).Add(string.Format(
                CultureInfo.InvariantCulture,
                "Response: HTTP {0}{1}, Date {2:R}, Server {3}, {4}, {5} bytes: {6}",
                (int)answer.StatusCode,
                LogRedaction.Reason(answer.ReasonPhrase),
                answer.Headers.Date,
                LogRedaction.Foreign(answer.Headers.Server.ToString()),
                LogRedaction.Foreign(answer.Content.Headers.ContentType?.ToString() ?? "no content type"),
                body.Length,
                ResponseBody.FirstBytes(body)));
        }
    }

    /// <summary>Logs an attempt: the request without its signature, and the result.</summary>
    public void Attempt(HttpMethod method, TransportMessage message, int? status, AttemptFailure? failure, TimeSpan took)
    {
        if (!IsVerbose)
        {
            return;
        }

        var line = new StringBuilder().Append(method).Append(' ').Append(message.LogAddress).Append(" -> ")
            .Append(status is { } code ? "HTTP " + code.ToString(CultureInfo.InvariantCulture) : "no response");
        if (failure is not null)
        {
            line.Append(", ").Append(failure.Error.ErrorId);
        }

        Verbose(line.Append(" in ").Append(((long)took.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)).Append(" ms").ToString());
    }
}
