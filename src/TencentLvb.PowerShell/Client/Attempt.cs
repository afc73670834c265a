using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace TencentLvb.Client;

/// <summary>What an attempt came to: a value, or a failure.</summary>
internal readonly record struct AttemptResult<T>(T? Value, AttemptFailure? Failure);

/// <summary>One attempt of a call: signed, sent, and its answer or failure classified.</summary>
internal sealed class Attempt<T>(LvbClientSettings settings, LvbHttp http, LvbRequest<T> request, Func<DateTimeOffset> utcNow)
{
    // Live_Tape_Start may take longer than 3 s, and an at-most-once call that is given up early is a riddle.
    private static readonly TimeSpan ShortestOnceTimeout = TimeSpan.FromSeconds(5);

    public async Task<AttemptResult<T>> RunAsync(
        TimeSpan skew,
        bool mayHaveArrived,
        CallNotes notes,
        AbandonedCalls abandoned,
        ConnectionGuard guard,
        CancellationToken cancellation)
    {
        var timeout = Timeout();
        var started = utcNow();
        var t = (started + skew + settings.Validity).ToUnixTimeSeconds();
        using var message = LvbHttp.Message(
            SignedAddress.Make(settings, request, settings.Key(), t),
            request.Body?.Invoke((started + skew).ToUnixTimeSeconds()),
            request.Retry);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using var answer = await http.For(request.Retry)
                .SendAsync(message, HttpCompletionOption.ResponseContentRead, limit.Token).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            var result = Classify(answer, body, mayHaveArrived);
            if (notes.IsVerbose)
            {
                Describe(notes, message.Method, answer, result, utcNow() - started);
            }

            return result;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            guard.Abandoned();
            if (request.Retry == RetryClass.AtMostOnce && MayHaveLeft(message))
            {
                abandoned.Add(request, utcNow());
            }

            throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException e)
        {
            return Failed(TimedOut(message, timeout, e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or ObjectDisposedException)
        {
            return Failed(Broken(message, e));
        }
    }

    private TimeSpan Timeout() => request.Retry == RetryClass.AtMostOnce && settings.Timeout < ShortestOnceTimeout
        ? ShortestOnceTimeout
        : settings.Timeout;

    private AttemptResult<T> Classify(HttpResponseMessage answer, byte[] body, bool mayHaveArrived)
    {
        var status = (int)answer.StatusCode;
        if (!answer.IsSuccessStatusCode)
        {
            return Failed(HttpFailure(answer, status));
        }

        using var reply = LvbReply.TryParse(body);
        if (reply is null)
        {
            var text = LvbReply.FirstBytes(body);
            return Failed(text.IndexOf("request failed.no returnData", StringComparison.OrdinalIgnoreCase) >= 0
                ? ApiErrors.NoReturnData(request, Sanitizer.Foreign(text))
                : new AttemptFailure(LvbErrors.BadReply(request, body), AttemptEffect.Unknown, IsTransient: false));
        }

        if (reply.Ret != 0 && !IsSuccess(reply.Ret, mayHaveArrived))
        {
            return Failed(ApiErrors.From(request, reply.Ret, reply.Message, answer.Headers.Date, status));
        }

        try
        {
            return new AttemptResult<T>(request.Read(reply), null);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return Failed(new AttemptFailure(LvbErrors.BadReply(request, body, e), AttemptEffect.Unknown, IsTransient: false));
        }
    }

    private bool IsSuccess(int ret, bool mayHaveArrived)
    {
        foreach (var code in request.AlsoSuccess)
        {
            if (code == ret)
            {
                return true;
            }
        }

        return mayHaveArrived && ret == request.DoneWhenRepeated;
    }

    private AttemptFailure HttpFailure(HttpResponseMessage answer, int status)
    {
        var after = RetryPolicy.RetryAfter(answer, utcNow());
        return new AttemptFailure(
            LvbErrors.Http(request, status, answer.ReasonPhrase, after),
            status == 429 ? AttemptEffect.None : AttemptEffect.Answered,
            IsTransient: status == 429 || status >= 500)
        { RetryAfter = status is 429 or 503 ? after : null, IsThrottled = status == 429 };
    }

    private AttemptFailure TimedOut(HttpRequestMessage message, TimeSpan timeout, Exception e)
    {
        var host = HostName(message);
        return MayHaveLeft(message) && request.Retry == RetryClass.AtMostOnce
            ? Unknown(LvbErrors.Ambiguous(request, $"{host} did not answer within {LvbErrors.Seconds(timeout)}.", e))
            : Unknown(LvbErrors.Timeout(request, timeout, host, e)) with { Effect = MayHaveLeft(message) ? AttemptEffect.Unknown : AttemptEffect.None };
    }

    private AttemptFailure Broken(HttpRequestMessage message, Exception e)
    {
        var host = HostName(message);
        if (!MayHaveLeft(message) || IsConnectFailure(e))
        {
            return Unknown(LvbErrors.Network(request, $"no connection to {host} ({Innermost(e)}).", e)) with { Effect = AttemptEffect.None };
        }

        return request.Retry == RetryClass.AtMostOnce
            ? Unknown(LvbErrors.Ambiguous(request, $"the connection to {host} broke off.", e))
            : Unknown(LvbErrors.Network(request, $"the connection to {host} broke off ({Innermost(e)}).", e));
    }

    private static AttemptResult<T> Failed(AttemptFailure failure) => new(default, failure);

    private static AttemptFailure Unknown(LvbException error) =>
        new(error, AttemptEffect.Unknown, IsTransient: true) { IsConnectionFailure = true };

    // Without a content (.NET Framework) nobody can tell: then it may have.
    private static bool MayHaveLeft(HttpRequestMessage message) => message.Content is not OnceContent content || content.Started;

    private static bool IsConnectFailure(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException socket)
            {
                return socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData
                    or SocketError.TryAgain or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown
                    or SocketError.HostDown or SocketError.AddressNotAvailable;
            }

            if (inner is System.Net.WebException { Status: System.Net.WebExceptionStatus.ConnectFailure or System.Net.WebExceptionStatus.NameResolutionFailure })
            {
                return true;
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

        return Sanitizer.Foreign(e.Message).TrimEnd('.');
    }

    private static string HostName(HttpRequestMessage message) => message.RequestUri!.Authority;

    private void Describe(CallNotes notes, HttpMethod method, HttpResponseMessage answer, AttemptResult<T> result, TimeSpan took)
    {
        var line = new StringBuilder()
            .Append(method).Append(' ').Append(SignedAddress.Printable(settings, request))
            .Append(" -> HTTP ").Append(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        if (result.Failure is { } failure)
        {
            line.Append(", ").Append(failure.Error.ErrorId);
        }

        notes.Verbose(line.Append(" in ").Append(((int)took.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)).Append(" ms").ToString());
    }
}
