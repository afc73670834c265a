using System.Security;

namespace TencentLvb.Secrets;

/// <summary>
/// Reads a secret once more after its key was refused: it may hold another key by now. Not all the time: calls that fail together ask
/// the vault once, anybody can send a wrong sign, and a cmdlet that runs for hours still learns of a rotation.
/// </summary>
/// <param name="read">Reads a secret by its name and vault; on the pipeline thread.</param>
internal sealed class SecretRereader(Func<string, string?, SecureString> read)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private DateTime? _last;

    /// <summary>Another key than the refused one; null when the secret still holds that, or was read a moment ago.</summary>
    /// <exception cref="LvbException">The secret cannot be read.</exception>
    public SecureString? Rotated(string secret, string? vault, SecureString refused) =>
        ReadAgain(() => read(secret, vault)) is { } key && !SecretKey.Same(key, refused) ? key : null;

    /// <summary>What <paramref name="again"/> reads; null when it was read a moment ago.</summary>
    public T? ReadAgain<T>(Func<T> again)
        where T : class
    {
        if (DateTime.UtcNow - _last < Pause)
        {
            return null;
        }

        _last = DateTime.UtcNow;
        return again();
    }
}
