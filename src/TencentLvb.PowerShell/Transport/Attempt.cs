using System.Net.Sockets;

namespace TencentLvb.Transport;

/// <summary>What an attempt came to: a value, or a failure.</summary>
internal readonly record struct AttemptResult<T>(T? Value, AttemptFailure? Failure);

/// <summary>What others may ask of an attempt.</summary>
internal interface IAttempt
{
    /// <summary>Whether the request may have reached the server.</summary>
    bool MayHaveArrived { get; }
}

/// <summary>One attempt of a call: signed, sent, and its answer or failure classified.</summary>
internal sealed class Attempt<T>(TransportSettings settings, LvbHttp http, LvbRequest<T> request, Func<DateTimeOffset> utcNow) : IAttempt
{
    // Live_Tape_Start may take longer than 3 s, and an at-most-once call that is given up early is a riddle.
    private static readonly TimeSpan ShortestOnceTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _timeout = request.Retry == RetryClass.AtMostOnce && settings.Timeout < ShortestOnceTimeout
        ? ShortestOnceTimeout
        : settings.Timeout;

    private SingleSendContent? _content;
    private bool _begun;

    /// <summary>Whether the request may have reached the server. Without a content (.NET Framework) nobody can tell: then it may have.</summary>
    public bool MayHaveArrived => _begun && (_content is null || _content.Started);

    /// <param name="skew">What the machine's clock is behind the service's.</param>
    /// <param name="repeated">Whether an earlier attempt of the same call may have arrived.</param>
    /// <param name="notes">Takes a line on what was asked and answered.</param>
    /// <param name="cancellation">Ends the attempt (unless the call is to be finished): then it throws, and says nothing.</param>
    public async Task<AttemptResult<T>> RunAsync(TimeSpan skew, bool repeated, CallLog notes, CancellationToken cancellation)
    {
        var started = utcNow();
        var t = (started + skew + settings.Validity).ToUnixTimeSeconds();
        using var message = LvbHttp.Message(
            Lvb2Url.Make(settings, request, settings.Key(), t),
            request.Body?.Invoke((started + skew).ToUnixTimeSeconds()),
            request.Retry);
        var stop = request.FinishWhenStopped ? CancellationToken.None : cancellation;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_timeout);
        _content = message.Content as SingleSendContent;
        _begun = true;
        AttemptResult<T> result;
        int? status = null;
        try
        {
            using var fresh = request.Retry == RetryClass.AtMostOnce ? http.Fresh() : null;
            using var answer = await (fresh ?? http.Shared).SendAsync(
                message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            status = (int)answer.StatusCode;
            notes.Answered(answer.Headers.Date, started, utcNow());

            // On .NET Framework a read does not hear the token; closing the answer ends it.
            using var close = LvbHttp.IsDesktop ? limit.Token.Register(answer.Dispose) : default;
            var body = await ResponseBody.ReadAsync(answer.Content, ResponseBody.Longest, limit.Token).ConfigureAwait(false);
            result = Answers.Classify(request, answer, body, repeated, utcNow());
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (Exception e) when (e is OperationCanceledException || limit.IsCancellationRequested)
        {
            result = new(default, TimedOut(message, repeated, e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or ObjectDisposedException)
        {
            result = new(default, Broken(message, repeated, e));
        }

        notes.Attempt(message.Method, settings, request, status, result.Failure, utcNow() - started);
        return result;
    }

    private AttemptFailure TimedOut(HttpRequestMessage message, bool repeated, Exception e)
    {
        var host = message.RequestUri!.Authority;
        return MayHaveArrived && request.Retry == RetryClass.AtMostOnce
            ? Failure(LvbErrors.Ambiguous(request, $"{host} did not answer within {LvbErrors.Seconds(_timeout)}.", e), AttemptEffect.Unknown)
            : Failure(LvbErrors.Timeout(request, _timeout, host, MayHaveArrived || repeated, e), MayHaveArrived ? AttemptEffect.Unknown : AttemptEffect.None);
    }

    private AttemptFailure Broken(HttpRequestMessage message, bool repeated, Exception e)
    {
        var host = message.RequestUri!.Authority;
        if (!MayHaveArrived || (_content is null && IsConnectFailure(e)))
        {
            return Failure(LvbErrors.Network(request, $"no connection to {host} ({Innermost(e)}).", repeated, e), AttemptEffect.None);
        }

        return Failure(
            request.Retry == RetryClass.AtMostOnce
                ? LvbErrors.Ambiguous(request, $"the connection to {host} broke off ({Innermost(e)}).", e)
                : LvbErrors.Network(request, $"the connection to {host} broke off ({Innermost(e)}).", true, e),
            AttemptEffect.Unknown);
    }

    private static AttemptFailure Failure(LvbException error, AttemptEffect effect) =>
        new(error, effect, IsTransient: true) { IsConnectionFailure = true };

    // .NET Framework says in so many words when it got no connection. A socket's error alone would not do: it may come after the request had left.
    private static bool IsConnectFailure(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is System.Net.WebException web)
            {
                return web.Status is System.Net.WebExceptionStatus.ConnectFailure or System.Net.WebExceptionStatus.NameResolutionFailure
                    or System.Net.WebExceptionStatus.ProxyNameResolutionFailure;
            }
        }

        return false;
    }

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return LogRedaction.Foreign(e.Message).TrimEnd('.');
    }
}
