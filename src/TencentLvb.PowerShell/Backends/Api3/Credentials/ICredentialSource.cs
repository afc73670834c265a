namespace TencentLvb.Backends.Api3;

/// <summary>Represents a possible source of API 3.0 keys.</summary>
internal interface ICredentialSource
{
    /// <summary>Reads the source.</summary>
    /// <param name="search">Records what was checked, for the error if nothing is found.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The keys; null if the source has none.</returns>
    /// <exception cref="LvbException">The source contains something invalid, or cannot be read.</exception>
    Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation);
}
