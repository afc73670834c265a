namespace TencentLvb.Backends.Api3;

/// <summary>
/// Searches several sources in turn and uses the first that has keys. A machine that is not a CVM instance is not an error here.
/// </summary>
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
                // The source has recorded it in the search.
            }
        }

        return null;
    }
}
