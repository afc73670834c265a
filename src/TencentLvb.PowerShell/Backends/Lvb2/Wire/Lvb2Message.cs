namespace TencentLvb.Backends.Lvb2;

/// <summary>Represents a call of API 2.0 in transport: signed with MD5 in the query, with a new <c>t</c> for each attempt.</summary>
internal sealed class Lvb2Message<T>(Lvb2Account account, Lvb2Request<T> request) : TransportMessage<T>
{
    public override string Interface => request.Interface.Name;

    public override string DisplayName => request.DisplayName;

    public override RetryClass Retry => request.Retry;

    public override bool FinishWhenStopped => request.FinishWhenStopped;

    public override string WhatMayExist => request.WhatMayExist;

    public override string HowToLook => request.HowToLook;

    public override string LogAddress => Lvb2Url.Printable(account, request);

    public override SignedRequest Sign(DateTimeOffset now) => new(
        Lvb2Url.Make(account, request, account.Key(), (now + account.Validity).ToUnixTimeSeconds()),
        request.Body?.Invoke(now.ToUnixTimeSeconds()));

    public override AttemptResult<T> Read(in TransportAnswer answer)
    {
        using var response = Lvb2Response.TryParse(answer.Body);
        if (response is null)
        {
            var text = ResponseBody.FirstBytes(answer.Body);
            return text.IndexOf("request failed.no returnData", StringComparison.OrdinalIgnoreCase) >= 0
                ? Lvb2Errors.NoReturnData(request, text)
                : answer.Unreadable(this);
        }

        return response.Ret == 0 || IsSuccess(response.Ret, answer.Repeated)
            ? new AttemptResult<T>(request.Read(response), null)
            : Lvb2Errors.From(request, response.Ret, response.Message, answer.Date, answer.Status);
    }

    private bool IsSuccess(int ret, bool repeated)
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
}
