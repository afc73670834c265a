using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Makes of an HTTP answer the value that was asked for, or the failure that it stands for.</summary>
internal static class Answers
{
    /// <param name="request">What was asked.</param>
    /// <param name="answer">Status and headers.</param>
    /// <param name="body">All bytes of the body, or more than the limit.</param>
    /// <param name="repeated">Whether an earlier attempt of the same call may have arrived.</param>
    /// <param name="now">The machine's time.</param>
    public static AttemptResult<T> Classify<T>(LvbRequest<T> request, HttpResponseMessage answer, byte[] body, bool repeated, DateTimeOffset now)
    {
        var status = (int)answer.StatusCode;
        if (!answer.IsSuccessStatusCode)
        {
            return Failed<T>(Http(request, answer, status, now));
        }

        if (body.Length > ResponseBody.Longest)
        {
            return Failed<T>(new(LvbErrors.BadReply(request, body), AttemptEffect.Unknown, IsTransient: false));
        }

        using var reply = Lvb2Response.TryParse(body);
        if (reply is null)
        {
            return Failed<T>(NoReply(request, answer, body));
        }

        if (reply.Ret != 0 && !IsSuccess(request, reply.Ret, repeated))
        {
            return Failed<T>(Lvb2Errors.From(request, reply.Ret, reply.Message, answer.Headers.Date, status));
        }

        try
        {
            return new AttemptResult<T>(request.Read(reply), null);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or ArithmeticException or JsonException)
        {
            return Failed<T>(new(LvbErrors.BadReply(request, body, e), AttemptEffect.Unknown, IsTransient: false));
        }
    }

    private static AttemptResult<T> Failed<T>(AttemptFailure failure) => new(default, failure);

    private static bool IsSuccess(LvbRequest request, int ret, bool repeated)
    {
        foreach (var code in request.AlsoSuccess)
        {
            if (code == ret)
            {
                return true;
            }
        }

        return repeated && ret == request.DoneWhenRepeated;
    }

    private static AttemptFailure NoReply(LvbRequest request, HttpResponseMessage answer, byte[] body)
    {
        var text = Lvb2Response.FirstBytes(body);
        if (text.IndexOf("request failed.no returnData", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return Lvb2Errors.NoReturnData(request, LogRedaction.Foreign(text));
        }

        // Where only the end of the connection ends the body, JSON that stops short is a connection that broke off.
        var isCutOff = answer.Content.Headers.ContentLength is null
            && answer.Headers.TransferEncodingChunked != true
            && Lvb2Response.IsBeginning(body);
        if (!isCutOff)
        {
            return new(LvbErrors.BadReply(request, body), AttemptEffect.Unknown, IsTransient: false);
        }

        var what = $"the connection to {answer.RequestMessage?.RequestUri?.Authority} broke off in the middle of the answer.";
        return new(
            request.Retry == RetryClass.AtMostOnce ? LvbErrors.Ambiguous(request, what, null) : LvbErrors.Network(request, what, true, null),
            AttemptEffect.Unknown,
            IsTransient: true) { IsConnectionFailure = true };
    }

    private static AttemptFailure Http(LvbRequest request, HttpResponseMessage answer, int status, DateTimeOffset now)
    {
        var after = RetryPolicy.RetryAfter(answer, now);
        return new AttemptFailure(
            LvbErrors.Http(request, status, answer.ReasonPhrase, after),
            status == 429 ? AttemptEffect.None : AttemptEffect.Answered,
            IsTransient: status == 429 || status >= 500)
        { RetryAfter = after, IsThrottled = status == 429 };
    }
}
