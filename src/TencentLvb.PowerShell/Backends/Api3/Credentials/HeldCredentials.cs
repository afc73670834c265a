namespace TencentLvb.Backends.Api3;

/// <summary>Keys that were given, or read from a secret: whoever read them may replace them.</summary>
internal sealed class HeldCredentials : ICredentialSource
{
    private Api3Credential? _held;

    /// <summary>The keys; null until they are given.</summary>
    public Api3Credential? Held
    {
        get => Volatile.Read(ref _held);
        set => Volatile.Write(ref _held, value);
    }

    public Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation) => Task.FromResult(Held);
}
