using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents Tencent Cloud's Security Token Service, which issues temporary keys for roles.</summary>
internal interface IStsClient
{
    /// <summary>Calls an action that returns temporary keys.</summary>
    /// <param name="action"><c>AssumeRole</c> or <c>AssumeRoleWithWebIdentity</c>.</param>
    /// <param name="parameters">The JSON body.</param>
    /// <param name="region">The X-TC-Region header.</param>
    /// <param name="signer">The keys that sign the request; null sends it unsigned.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="LvbException">The service refused the call, or did not respond.</exception>
    Task<TemporaryKeys> CallAsync(
        string action,
        JsonObject parameters,
        string region,
        Api3Credential? signer,
        CancellationToken cancellation);
}

/// <summary>Represents temporary keys that a service issued.</summary>
/// <param name="SecretId">The temporary SecretId.</param>
/// <param name="SecretKey">The temporary SecretKey.</param>
/// <param name="Token">The token that is sent with every request.</param>
/// <param name="Lifetime">The lifetime according to the clock of the service.</param>
internal sealed record TemporaryKeys(string SecretId, string SecretKey, string Token, TimeSpan Lifetime)
{
    /// <summary>Creates a credential from these keys.</summary>
    /// <param name="origin">The source, for messages.</param>
    /// <param name="renewAfter">The time after which they are renewed.</param>
    public Api3Credential ToCredential(string origin, TimeSpan renewAfter) => CredentialText.Make(SecretId, SecretKey, Token, origin) with
    {
        RenewAfter = renewAfter > TimeSpan.Zero ? renewAfter : TimeSpan.Zero,
        EndsAfter = Lifetime,
    };

    public override string ToString() => "temporary keys";
}
