namespace TencentLvb.Backends.Api3;

/// <summary>A place where keys of API 3.0 may be found.</summary>
internal interface ICredentialSource
{
    /// <summary>Reads the place anew.</summary>
    /// <param name="search">Notes what was looked at, for the error that follows when nothing is found.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The keys; null when the place has none.</returns>
    /// <exception cref="LvbException">The place has something that cannot be used, or cannot be read.</exception>
    Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation);
}
