using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Assumes a role with the keys of another source: the role that was asked for, else the one that the source names.</summary>
/// <param name="source">The source of the keys.</param>
/// <param name="roleArn">The role; null goes by the source.</param>
/// <param name="region">The X-TC-Region header.</param>
/// <param name="sts">The service that hands out the role's keys.</param>
internal sealed class AssumedRoleCredentials(ICredentialSource source, string? roleArn, string region, IStsClient sts) : ICredentialSource
{
    /// <summary>The session's name in the account's audit records, unless the source names another.</summary>
    public const string SessionName = "TencentLvb";

    /// <summary>How long the keys of a role are asked for.</summary>
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

    /// <summary>When the keys of a role are renewed: with a tenth of their time left.</summary>
    public static TimeSpan Share(TimeSpan lifetime) => TimeSpan.FromTicks((long)(lifetime.Ticks * RenewAtShare));
}
