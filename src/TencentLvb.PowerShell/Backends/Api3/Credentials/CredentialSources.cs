namespace TencentLvb.Backends.Api3;

/// <summary>Makes the source of keys that a connection names.</summary>
internal static class CredentialSources
{
    /// <param name="kind">Where to look.</param>
    /// <param name="environment">What is seen of the machine.</param>
    /// <param name="tccliProfile">The profile of tccli; null goes by its variable, then by its default.</param>
    /// <param name="roleArn">The role to assume with what was found; null assumes the one that the source names, if any.</param>
    /// <param name="region">The X-TC-Region header of the call that assumes it.</param>
    /// <param name="check">Stands before each place, and looks through what it holds.</param>
    /// <param name="sts">Hands out temporary keys.</param>
    /// <param name="utcNow">The machine's time.</param>
    public static ICredentialSource Make(
        LvbCredentialSource kind,
        CredentialEnvironment environment,
        string? tccliProfile,
        string? roleArn,
        string region,
        Func<ICredentialSource, ICredentialSource> check,
        IStsClient sts,
        Func<DateTimeOffset> utcNow)
    {
        return new AssumedRoleCredentials(check(One(kind)), roleArn, region, sts);

        ICredentialSource One(LvbCredentialSource one) => one switch
        {
            LvbCredentialSource.Environment => new EnvironmentCredentials(environment),
            LvbCredentialSource.File => new FileCredentials(environment),
            LvbCredentialSource.Tccli => new TccliCredentials(environment, tccliProfile, utcNow),
            LvbCredentialSource.CvmRole => new CvmRoleCredentials(new MetadataClient(environment.Metadata), utcNow),
            LvbCredentialSource.TkeRole => new TkeRoleCredentials(environment, sts),

            // The SDKs' order. They do not know tccli's file, so it comes last.
            _ => new AutoCredentials(
            [
                One(LvbCredentialSource.Environment),
                One(LvbCredentialSource.File),
                One(LvbCredentialSource.CvmRole),
                One(LvbCredentialSource.TkeRole),
                One(LvbCredentialSource.Tccli),
            ]),
        };
    }
}
