namespace TencentLvb.Backends.Api3;

/// <summary>Holds keys that were specified, or read from a secret. Their reader can replace them.</summary>
internal sealed class HeldCredentials : ICredentialSource
{
    private Api3Credential? _held;

    /// <summary>Gets or sets the keys; null until they are set.</summary>
    public Api3Credential? Held
    {
        get => Volatile.Read(ref _held);
        set => Volatile.Write(ref _held, value);
    }

    public Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation) => Task.FromResult(Held);
}
