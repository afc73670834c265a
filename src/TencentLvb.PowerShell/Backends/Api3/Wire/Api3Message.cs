using System.Text;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Represents a call of API 3.0 in transport: a POST whose headers contain the action and a TC3 signature with the time of the attempt.
/// </summary>
internal sealed class Api3Message<T>(Api3Account account, Api3Request<T> request) : TransportMessage<T>
{
    private const string ContentType = "application/json; charset=utf-8";

    private readonly Api3Endpoint _endpoint = account.EndpointOf(request.Action.Service);
    private Api3Credential? _credential;

    public override string Interface => request.Action.Name;

    public override string DisplayName => request.DisplayName;

    public override RetryClass Retry => request.Action.Retry;

    public override string WhatMayExist => request.WhatMayExist;

    public override string HowToLook => request.HowToLook;

    public override string LogAddress => Api3LogText.Of(_endpoint.Address, request);

    public override async Task PrepareAsync(CallLog log, CancellationToken cancellation) =>
        _credential = account.Credentials is { } provider ? await provider.GetAsync(cancellation).ConfigureAwait(false) : null;

    public override SignedRequest Sign(DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds();
        var headers = new KeyValuePair<string, string>[6 + (request.Action.TakesRegion ? 1 : 0) + (_credential?.Token is null ? 0 : 1)];
        headers[0] = new("Host", _endpoint.Host);
        headers[1] = new("X-TC-Action", request.Action.Name);
        headers[2] = new("X-TC-Version", request.Action.Version);
        headers[3] = new("X-TC-Timestamp", Tc3Time.Of(timestamp).Text);
        headers[4] = new("X-TC-Language", "en-US");
        headers[5] = new("Authorization", Authorization(timestamp));
        if (request.Action.TakesRegion)
        {
            headers[6] = new("X-TC-Region", account.Region);
        }

        if (_credential?.Token is { } token)
        {
            headers[headers.Length - 1] = new("X-TC-Token", Text(token));
        }

        return new SignedRequest(_endpoint.Address, request.Body) { ContentType = ContentType, Headers = headers };
    }

    public override AttemptResult<T> Read(in TransportAnswer answer)
    {
        if (answer.Status != 200)
        {
            return new AttemptFailure(
                TransportErrors.Http(this, answer.Status, null, null), AttemptEffect.Unknown, IsTransient: false);
        }

        using var response = Api3Response.TryParse(answer.Body, answer.Headers);
        if (response is null)
        {
            return answer.Unreadable(this);
        }

        if (response.ErrorCode is not { } code)
        {
            return new AttemptResult<T>(request.Read(response), null);
        }

        if (request.WhenEmpty is { } empty && Api3Codes.ReasonOf(code) == LvbErrorReason.Empty)
        {
            return new AttemptResult<T>(empty(), null);
        }

        return answer.Repeated && IsDone(Api3Errors.Reason(request.Action, code))
            ? new AttemptResult<T>(request.Read(response), null)
            : Api3Errors.From(this, request, response);
    }

    private bool IsDone(LvbErrorReason reason) =>
        (request.DoneWhenNotFound && reason == LvbErrorReason.NotFound) || (request.DoneWhenExists && reason == LvbErrorReason.Exists);

    private string Authorization(long timestamp) => _credential is { } credential
        ? Tc3Signer.Authorize(
            new Tc3Request
            {
                Host = _endpoint.Host,
                ContentType = ContentType,
                Action = request.Action.Name,
                Service = request.Action.Service,
                Timestamp = timestamp,
                Body = request.Body,
            },
            credential,
            account.Credentials!.SigningKeys)
        : "SKIP";

    // A header is a string, so during the attempt the token is one too.
    private static string Text(System.Security.SecureString token)
    {
        using var bytes = KeyBytes.Of("", token);
        return Encoding.UTF8.GetString(bytes.Value);
    }
}
