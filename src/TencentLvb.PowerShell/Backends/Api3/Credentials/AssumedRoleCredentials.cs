using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Assumes a role with the keys of another source: the specified role, otherwise the role that the source specifies.</summary>
/// <param name="source">The source of the keys.</param>
/// <param name="roleArn">The role; null to use the one of the source.</param>
/// <param name="region">The X-TC-Region header.</param>
/// <param name="sts">The service that issues the role's keys.</param>
internal sealed class AssumedRoleCredentials(ICredentialSource source, string? roleArn, string region, IStsClient sts) : ICredentialSource
{
    /// <summary>The name of the session in the account's audit records, unless the source specifies another.</summary>
    public const string SessionName = "TencentLvb";

    /// <summary>The requested lifetime of the keys.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromHours(2);

    private const double RenewAtShare = 0.9;

    public async Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation)
    {
        var found = await source.FindAsync(search, cancellation).ConfigureAwait(false);
        if (found is null || (roleArn ?? found.RoleArn) is not { } role)
        {
            return found;
        }

        var parameters = new JsonObject
        {
            ["RoleArn"] = role,
            ["RoleSessionName"] = found.RoleSessionName ?? SessionName,
            ["DurationSeconds"] = (int)Duration.TotalSeconds,
        };
        var keys = await sts.CallAsync("AssumeRole", parameters, region, found, cancellation).ConfigureAwait(false);
        return keys.ToCredential($"the role {role}, assumed with {found.Origin}", Share(keys.Lifetime)) with { RoleArn = role };
    }

    /// <summary>Returns when keys of a role are renewed: when a tenth of their lifetime remains.</summary>
    public static TimeSpan Share(TimeSpan lifetime) => TimeSpan.FromTicks((long)(lifetime.Ticks * RenewAtShare));
}
