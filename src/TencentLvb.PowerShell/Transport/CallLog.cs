using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace TencentLvb.Transport;

/// <summary>What a call has to say besides its result. Filled by workers, written by the pipeline thread alone.</summary>
internal sealed class CallLog(bool verbose)
{
    private List<string>? _verbose;
    private List<string>? _debug;
    private List<string>? _warnings;
    private string? _announcement;
    private HttpResponseHeaders? _answer;
    private long _sentTicks;
    private TimeSpan _latency;

    /// <summary>Whether verbose lines are wanted at all: making them costs.</summary>
    public bool IsVerbose { get; } = verbose;

    /// <summary>Whether answers are to be shown too.</summary>
    public bool IsDebug { get; init; }

    /// <summary>Which key of its connection the call is signed with at first.</summary>
    public int KeyVersion { get; init; }

    /// <summary>
    /// How far the service's clock is ahead of this machine's, by the <c>Date</c> of the last answer; null without one. Good to a second.
    /// </summary>
    public TimeSpan? ClockSkew => _answer?.Date is { } served
        ? TimeSpan.FromSeconds(
            Math.Round(TimeSpan.FromTicks(served.UtcTicks - _sentTicks).TotalSeconds - (_latency.TotalSeconds / 2) + 0.5))
        : null;

    /// <summary>How long the last answer took; null when none came.</summary>
    public TimeSpan? Latency => _answer is null ? null : _latency;

    public IReadOnlyList<string> VerboseLines => _verbose ?? (IReadOnlyList<string>)[];

    public IReadOnlyList<string> DebugLines => _debug ?? (IReadOnlyList<string>)[];

    public IReadOnlyList<string> Warnings => _warnings ?? (IReadOnlyList<string>)[];

    /// <summary>The attempt under way. May be asked from another thread whether it may have arrived.</summary>
    public IAttempt? UnderWay { get; private set; }

    /// <summary>Which attempt of its call that is, from 1 on.</summary>
    public int Number { get; private set; }

    /// <summary>How many attempts that call may have.</summary>
    public int Most { get; private set; }

    /// <summary>An attempt begins.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="number">Its number, from 1 on.</param>
    /// <param name="most">How many attempts a call has that may be repeated.</param>
    public void Begins(IAttempt attempt, int number, int most)
    {
        UnderWay = attempt;
        Number = number;
        Most = AtMostOnce.Applies(attempt.Message) ? 1 : most;
    }

    public void Verbose(string line) => (_verbose ??= []).Add(line);

    public void Warn(string text) => (_warnings ??= []).Add(text);

    /// <summary>Something to be told while the call still waits, else never.</summary>
    public void Announce(string text) => Volatile.Write(ref _announcement, text);

    /// <summary>
    /// What is to be told while the call still waits; null when there is nothing new. From another thread than the call's.
    /// </summary>
    public string? TakeAnnouncement() => Interlocked.Exchange(ref _announcement, null);

    /// <summary>An answer came, whatever it says. Its time is read when somebody asks for it.</summary>
    public void Answered(HttpResponseHeaders answer, DateTimeOffset sent, DateTimeOffset now)
    {
        (_answer, _sentTicks, _latency) = (answer, sent.UtcTicks, now - sent);
    }

    /// <summary>A line on one answer: its head, as far as it helps to tell who answered, and how it begins.</summary>
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

    /// <summary>A line on one attempt: what was asked, without its signature, and what came of it.</summary>
    public void Attempt(HttpMethod method, TransportMessage message, int? status, AttemptFailure? failure, TimeSpan took)
    {
        if (!IsVerbose)
        {
            return;
        }

        var line = new StringBuilder().Append(method).Append(' ').Append(message.LogAddress).Append(" -> ")
            .Append(status is { } code ? "HTTP " + code.ToString(CultureInfo.InvariantCulture) : "no answer");
        if (failure is not null)
        {
            line.Append(", ").Append(failure.Error.ErrorId);
        }

        Verbose(line.Append(" in ").Append(((long)took.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)).Append(" ms").ToString());
    }
}
