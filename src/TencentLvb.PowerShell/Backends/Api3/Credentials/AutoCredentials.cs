namespace TencentLvb.Backends.Api3;

/// <summary>Asks several places in turn; the first that has keys counts. A machine that is not a CVM instance is no error here.</summary>
internal sealed class AutoCredentials(IReadOnlyList<ICredentialSource> sources) : ICredentialSource
{
    public async Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation)
    {
        foreach (var source in sources)
        {
            try
            {
                if (await source.FindAsync(search, cancellation).ConfigureAwait(false) is { } found)
                {
                    return found;
                }
            }
            catch (LvbException error) when (source is CvmRoleCredentials && error.ErrorId == LvbErrors.NetworkId)
            {
                // The source has noted it in the search.
            }
        }

        return null;
    }
}
