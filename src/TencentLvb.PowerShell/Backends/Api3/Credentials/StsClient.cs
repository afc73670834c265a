using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Calls STS over HTTPS. A separate transport retries its calls and corrects the clock in the same way as for the service.
/// </summary>
internal sealed class StsClient(Uri address, TransportSettings settings) : IStsClient, IDisposable
{
    private readonly HttpTransport _transport = new(settings);

    public async Task<TemporaryKeys> CallAsync(
        string action, JsonObject parameters, string region, Api3Credential? signer, CancellationToken cancellation)
    {
        var account = new Api3Account
        {
            Endpoint = address,
            Region = region,
            Credentials = signer is null ? null : new CredentialProvider(new HeldCredentials { Held = signer }),
        };
        var known = new Api3Action(action, RetryClass.Repeatable) { Service = "sts", Version = "2018-08-13", TakesRegion = true };
        var request = new Api3Request<TemporaryKeys>(known, parameters, Read);
        try
        {
            return await _transport.SendAsync(new Api3Message<TemporaryKeys>(account, request), new CallLog(false), cancellation)
                .ConfigureAwait(false);
        }
        catch (LvbException error)
        {
            throw CredentialErrors.Role((string?)parameters["RoleArn"] ?? "", error);
        }
    }

    public void Dispose() => _transport.Dispose();

    private static TemporaryKeys Read(Api3Response response)
    {
        if (!WireReader.TryGet(response.Fields, "Credentials", out var keys)
            || WireReader.UnixTime(response.Fields, "ExpiredTime") is not { } end)
        {
            throw new FormatException("Credentials or ExpiredTime is missing.");
        }

        // According to the service's clock, because this machine's clock may be wrong.
        var left = end - (response.Date ?? DateTimeOffset.UtcNow);
        return new TemporaryKeys(
            Api3Response.Required(keys, "TmpSecretId"),
            Api3Response.Required(keys, "TmpSecretKey"),
            Api3Response.Required(keys, "Token"),
            left > TimeSpan.Zero ? left : throw new FormatException("The keys have already expired."));
    }
}
