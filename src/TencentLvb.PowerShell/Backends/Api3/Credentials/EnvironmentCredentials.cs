namespace TencentLvb.Backends.Api3;

/// <summary>Reads keys from environment variables: with the names of the SDKs and tccli, otherwise with those of cloud functions.</summary>
internal sealed class EnvironmentCredentials(CredentialEnvironment environment) : ICredentialSource
{
    private static readonly (string Id, string Key, string Token)[] Spellings =
    [
        ("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"),
        ("TENCENTCLOUD_SECRETID", "TENCENTCLOUD_SECRETKEY", "TENCENTCLOUD_SESSIONTOKEN"),
    ];

    /// <summary>Returns the keys; null if no pair of names is complete. Requires no I/O.</summary>
    public Api3Credential? Find(CredentialSearch search)
    {
        foreach (var names in Spellings)
        {
            var id = environment.Variable(names.Id);
            var key = environment.Variable(names.Key);
            if (id is not null && key is not null)
            {
                return CredentialText.Make(id, key, environment.Variable(names.Token), $"$env:{names.Id} and $env:{names.Key}") with
                {
                    RoleArn = environment.Variable("TENCENTCLOUD_ROLE_ARN"),
                    RoleSessionName = environment.Variable("TENCENTCLOUD_ROLE_SESSION_NAME"),
                };
            }

            var place = $"$env:{names.Id}, $env:{names.Key}";
            if (id is null && key is null)
            {
                search.LookedAt(place, "not set");
            }
            else
            {
                search.FoundHalf(place, "$env:" + (id is null ? names.Key : names.Id), "$env:" + (id is null ? names.Id : names.Key));
            }
        }

        return null;
    }

    public Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation) => Task.FromResult(Find(search));
}
