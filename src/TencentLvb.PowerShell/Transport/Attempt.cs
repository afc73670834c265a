using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace TencentLvb.Transport;

/// <summary>Represents the result of an attempt: a value or a failure.</summary>
internal readonly record struct AttemptResult<T>(T? Value, AttemptFailure? Failure)
{
    /// <summary>Converts a failure to a result of any type.</summary>
    public static implicit operator AttemptResult<T>(AttemptFailure failure) => new(default, failure);
}

/// <summary>Exposes the state of an attempt to other threads.</summary>
internal interface IAttempt
{
    /// <summary>Gets the message that is sent.</summary>
    TransportMessage Message { get; }

    /// <summary>Indicates whether the request may have reached the server.</summary>
    bool MayHaveArrived { get; }
}

/// <summary>Runs one attempt of a call: signs and sends the request, and classifies the response or failure.</summary>
internal sealed class Attempt<T>(
    TransportSettings settings, HttpClients clients, TransportMessage<T> message, Func<DateTimeOffset> utcNow) : IAttempt
{
    private SingleSendContent? _content;
    private bool _begun;

    public TransportMessage Message => message;

    private TimeSpan TimeLimit => AtMostOnce.Timeout(message, settings.Timeout);

    /// <summary>Without a content (.NET Framework) this is not known, so it may have arrived.</summary>
    public bool MayHaveArrived => _begun && (_content is null || _content.Started);

    /// <param name="skew">The time by which this machine's clock is behind the service's.</param>
    /// <param name="repeated">Whether an earlier attempt of the same call may have arrived.</param>
    /// <param name="log">Receives a line about the request and the response.</param>
    /// <param name="call">Ends the attempt (unless the call must be completed). Then an exception is thrown.</param>
    public async Task<AttemptResult<T>> RunAsync(TimeSpan skew, bool repeated, CallLog log, CallEnd call)
    {
        var started = utcNow();
        using var request = HttpClients.Message(message.Sign(started + skew), closeConnection: AtMostOnce.Applies(message));
        var address = request.RequestUri!;
        _content = request.Content as SingleSendContent;
        if (!address.IsLoopback)
        {
            if (ProxySettings.Current.UnusableVariable(address) is { } variable)
            {
                return new AttemptFailure(TransportErrors.ProxyVariable(message, variable, repeated), AttemptEffect.None,
                    IsTransient: false);
            }

            if (address.Scheme == "http")
            {
                _content?.GoThroughProxy();
            }
        }

        _begun = true;
        var end = call.OfAttempt(message);
        var limit = end.Limit(TimeLimit);
        AttemptResult<T> result;
        int? status = null;
        try
        {
            using var own = AtMostOnce.OwnClient(message, address);
            using var response = await (own ?? clients.Shared(address)).SendAsync(request, limit).ConfigureAwait(false);
            status = (int)response.StatusCode;
            log.Answered(response.Headers, started, utcNow());

            // On .NET Framework a read ignores the token; disposing of the response ends it.
            using var close = HttpClients.IsDesktop ? limit.Register(response.Dispose) : default;
            var body = await ResponseBody.ReadAsync(response.Content, ResponseBody.Longest, limit).ConfigureAwait(false);
            log.Answer(response, body);
            result = status == ProxyErrors.AuthenticationRequired
                ? Refused(address, ProxyErrors.AuthenticationRequired, response, repeated)
                : Read(response, body, repeated);
        }
        catch (Exception) when (end.IsEnded)
        {
            throw new OperationCanceledException(limit);
        }
        catch (Exception e) when (e is OperationCanceledException || limit.IsCancellationRequested)
        {
            result = TimedOut(address.Authority, repeated, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or ObjectDisposedException)
        {
            result = ProxyErrors.TunnelStatus(e) is { } refusal
                ? Refused(address, refusal, null, repeated, e)
                : Broken(address.Authority, repeated, e);
        }
        finally
        {
            if (end != call)
            {
                end.Dispose();
            }
        }

        log.Attempt(request.Method, message, status, result.Failure, utcNow() - started);
        return result;
    }

    private AttemptResult<T> Read(HttpResponseMessage response, byte[] body, bool repeated)
    {
        if (!response.IsSuccessStatusCode)
        {
            var status = (int)response.StatusCode;
            var after = RetryPolicy.RetryAfter(response, utcNow());
            if (status >= 500 && AtMostOnce.Applies(message))
            {
                return new AttemptFailure(
                    TransportErrors.AmbiguousHttp(message, status, response.ReasonPhrase), AttemptEffect.Unknown, IsTransient: false);
            }

            return new AttemptFailure(
                TransportErrors.Http(message, status, response.ReasonPhrase, after),
                status switch
                {
                    429 => AttemptEffect.None,

                    // A gateway does not know what the service behind it has done.
                    >= 500 => AttemptEffect.Unknown,
                    _ => AttemptEffect.Answered,
                },
                IsTransient: status == 429 || status >= 500)
            { RetryAfter = after, IsThrottled = status == 429 };
        }

        var answer = new TransportAnswer(response, body, repeated);
        if (body.Length > ResponseBody.Longest)
        {
            return new AttemptFailure(TransportErrors.TooLong(message, answer.Status), AttemptEffect.Unknown, IsTransient: false);
        }

        try
        {
            return message.Read(answer);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException
            or ArithmeticException or JsonException)
        {
            return new AttemptFailure(TransportErrors.BadReply(message, body, answer.Status, e), AttemptEffect.Unknown, IsTransient: false);
        }
    }

    // A proxy refused the request, so it has not reached the service.
    private AttemptFailure Refused(Uri address, int status, HttpResponseMessage? answer, bool repeated, Exception? e = null)
    {
        var offered = answer?.Headers.ProxyAuthenticate.Select(way => way.Scheme).Distinct().ToArray();
        return new AttemptFailure(
            TransportErrors.Proxy(message, ProxySettings.Current.RouteTo(address), address, status, offered, repeated, e),
            AttemptEffect.None,
            IsTransient: status == 429 || status >= 500) { IsConnectionFailure = status >= 500 };
    }

    private AttemptFailure TimedOut(string host, bool repeated, Exception e) => MayHaveArrived && AtMostOnce.Applies(message)
        ? Failure(
            TransportErrors.Ambiguous(message, $"{host} did not respond within {LvbErrors.Seconds(TimeLimit)}.", e), AttemptEffect.Unknown)
        : Failure(
            TransportErrors.Timeout(message, TimeLimit, host, MayHaveArrived || repeated, e),
            MayHaveArrived ? AttemptEffect.Unknown : AttemptEffect.None) with { SilentHost = host };

    private AttemptFailure Broken(string host, bool repeated, Exception e) => !MayHaveArrived || (_content is null && IsConnectFailure(e))
        ? Failure(TransportErrors.Network(message, $"connecting to {host} failed ({NetworkText.Of(e)}).", repeated, e), AttemptEffect.None)
        : AttemptFailure.Broken(message, $"the connection to {host} was lost ({NetworkText.Of(e)}).", e);

    private static AttemptFailure Failure(LvbException error, AttemptEffect effect) =>
        new(error, effect, IsTransient: true) { IsConnectionFailure = true };

    // .NET Framework reports explicitly that it got no connection. A socket error is not sufficient: it may occur after the request was
    // sent.
    private static bool IsConnectFailure(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is WebException web)
            {
                return web.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                    or WebExceptionStatus.ProxyNameResolutionFailure;
            }
        }

        return false;
    }
}
