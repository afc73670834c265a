using System.Globalization;
using System.Text;

namespace TencentLvb.Backends.Api3;

/// <summary>A call of API 3.0 on its way: a POST whose headers carry the action and a TC3 signature of the attempt's own time.</summary>
internal sealed class Api3Message<T>(Api3Account account, Api3Request<T> request) : TransportMessage<T>
{
    private const string ContentType = "application/json; charset=utf-8";

    private readonly Uri _address = account.EndpointOf(request.Action.Service);
    private Api3Credential? _credential;

    public override string Interface => request.Action.Name;

    public override string DisplayName => request.DisplayName;

    public override RetryClass Retry => request.Action.Retry;

    public override string WhatMayExist => request.WhatMayExist;

    public override string HowToLook => request.HowToLook;

    public override string LogAddress => Api3LogText.Of(_address, request);

    public override async Task PrepareAsync(CallLog log, CancellationToken cancellation) =>
        _credential = account.Credentials is { } provider ? await provider.GetAsync(cancellation).ConfigureAwait(false) : null;

    public override SignedRequest Sign(DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds();
        var headers = new List<KeyValuePair<string, string>>(8)
        {
            new("Host", Host),
            new("X-TC-Action", request.Action.Name),
            new("X-TC-Version", request.Action.Version),
            new("X-TC-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
            new("X-TC-Language", "en-US"),
            new("Authorization", Authorization(timestamp)),
        };
        if (request.Action.TakesRegion)
        {
            headers.Add(new("X-TC-Region", account.Region));
        }

        if (_credential?.Token is { } token)
        {
            headers.Add(new("X-TC-Token", Text(token)));
        }

        return new SignedRequest(_address, request.Body) { ContentType = ContentType, Headers = headers };
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

    private string Host => _address.HostNameType == UriHostNameType.IPv6 || _address.IsDefaultPort && _address.IdnHost == _address.Host
        ? _address.Authority
        : _address.IdnHost + (_address.IsDefaultPort ? "" : ":" + _address.Port.ToString(CultureInfo.InvariantCulture));

    private string Authorization(long timestamp) => _credential is { } credential
        ? Tc3Signer.Authorize(
            new Tc3Request
            {
                Host = Host,
                ContentType = ContentType,
                Action = request.Action.Name,
                Service = request.Action.Service,
                Timestamp = timestamp,
                Body = request.Body,
            },
            credential.SecretId,
            credential.SecretKey)
        : "SKIP";

    // A header is a string: for the time of the attempt the token is one too.
    private static string Text(System.Security.SecureString token)
    {
        using var bytes = KeyBytes.Of("", token);
        return Encoding.UTF8.GetString(bytes.Value);
    }
}
