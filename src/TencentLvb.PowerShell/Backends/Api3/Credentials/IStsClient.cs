using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Tencent Cloud's Security Token Service, which hands out temporary keys for roles.</summary>
internal interface IStsClient
{
    /// <summary>Calls an action that answers with temporary keys.</summary>
    /// <param name="action"><c>AssumeRole</c> or <c>AssumeRoleWithWebIdentity</c>.</param>
    /// <param name="parameters">The JSON body.</param>
    /// <param name="region">The X-TC-Region header.</param>
    /// <param name="signer">The keys that sign the request; null sends it unsigned.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="LvbException">The service refused, or did not answer.</exception>
    Task<TemporaryKeys> CallAsync(
        string action,
        JsonObject parameters,
        string region,
        Api3Credential? signer,
        CancellationToken cancellation);
}

/// <summary>Temporary keys as a service handed them out.</summary>
/// <param name="SecretId">The temporary SecretId.</param>
/// <param name="SecretKey">The temporary SecretKey.</param>
/// <param name="Token">The token that goes along with every request.</param>
/// <param name="Lifetime">How long they last, by the clock of the service that made them.</param>
internal sealed record TemporaryKeys(string SecretId, string SecretKey, string Token, TimeSpan Lifetime)
{
    /// <summary>The credential of these keys.</summary>
    /// <param name="origin">Where they come from, for messages.</param>
    /// <param name="renewAfter">When new ones are fetched.</param>
    public Api3Credential ToCredential(string origin, TimeSpan renewAfter) => CredentialText.Make(SecretId, SecretKey, Token, origin) with
    {
        RenewAfter = renewAfter > TimeSpan.Zero ? renewAfter : TimeSpan.Zero,
        EndsAfter = Lifetime,
    };

    public override string ToString() => "temporary keys";
}
