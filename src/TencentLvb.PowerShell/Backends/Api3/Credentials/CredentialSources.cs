namespace TencentLvb.Backends.Api3;

/// <summary>Creates the credential source that a connection specifies.</summary>
internal static class CredentialSources
{
    /// <param name="kind">The kind of source.</param>
    /// <param name="environment">The access to the machine.</param>
    /// <param name="tccliProfile">The tccli profile; null for its variable or its default.</param>
    /// <param name="roleArn">The role to assume with the keys; null assumes the role that the source specifies, if any.</param>
    /// <param name="region">The X-TC-Region header of the call that assumes it.</param>
    /// <param name="check">Wraps each source and checks the keys that it contains.</param>
    /// <param name="sts">The service that issues temporary keys.</param>
    /// <param name="utcNow">The current time of the machine.</param>
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

            // The order of the SDKs. They do not use the file of tccli, so it comes last.
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
