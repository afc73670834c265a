using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Obtains the keys of a TKE pod's role: exchanges its OIDC token for temporary keys with an unsigned STS call.</summary>
internal sealed class TkeRoleCredentials(CredentialEnvironment environment, IStsClient sts) : ICredentialSource
{
    private static readonly string[] Names = ["TKE_REGION", "TKE_PROVIDER_ID", "TKE_WEB_IDENTITY_TOKEN_FILE", "TKE_ROLE_ARN"];

    public async Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation)
    {
        var missing = Names.Where(n => environment.Variable(n) is null).ToArray();
        if (missing.Length == Names.Length)
        {
            search.LookedAt("the role of a TKE pod", "$env:TKE_ROLE_ARN and the other TKE variables are not set");
            return null;
        }

        if (missing.Length > 0)
        {
            search.FoundHalf(
                "the role of a TKE pod",
                string.Join(", ", Names.Except(missing).Select(n => "$env:" + n)),
                string.Join(", ", missing.Select(n => "$env:" + n)));
            throw search.NotFound();
        }

        var role = environment.Variable("TKE_ROLE_ARN")!;
        var parameters = new JsonObject
        {
            ["ProviderId"] = environment.Variable("TKE_PROVIDER_ID"),
            ["WebIdentityToken"] = ReadToken(environment.Variable("TKE_WEB_IDENTITY_TOKEN_FILE")!),
            ["RoleArn"] = role,
            ["RoleSessionName"] = AssumedRoleCredentials.SessionName,
            ["DurationSeconds"] = (int)AssumedRoleCredentials.Duration.TotalSeconds,
        };
        var keys = await sts.CallAsync(
            "AssumeRoleWithWebIdentity", parameters, environment.Variable("TKE_REGION")!, signer: null, cancellation).ConfigureAwait(false);
        return keys.ToCredential($"the role {role} of this TKE pod", AssumedRoleCredentials.Share(keys.Lifetime));
    }

    // The cluster replaces the file from time to time, so it is read for each exchange.
    private static string ReadToken(string path) => CredentialFileText.Read(path)?.Trim() switch
    {
        null => throw CredentialErrors.File(
            path,
            "does not exist",
            "Check $env:TKE_WEB_IDENTITY_TOKEN_FILE and the pod's service account."),
        "" => throw CredentialErrors.File(path, "is empty", "Check $env:TKE_WEB_IDENTITY_TOKEN_FILE and the pod's service account."),
        var token => token,
    };
}
