namespace TencentLvb.Secrets;

/// <summary>
/// Reads keys again after they were refused, because their secret may contain other keys by now. For the same keys the vault is read at
/// most once in 30 s, so that calls that fail together share one reading. If the service also refuses the new keys, they were rotated
/// again, so the vault is read immediately.
/// </summary>
/// <typeparam name="TKeys">The type of the keys: one key, or several that belong together.</typeparam>
/// <param name="same">Determines whether two are equal.</param>
/// <param name="alwaysPauses">
/// Reads the vault at most once in 30 s for new keys as well. For notifications: anyone can send a wrong sign, and the service repeats
/// what was refused.
/// </param>
internal sealed class SecretRereader<TKeys>(Func<TKeys, TKeys, bool> same, bool alwaysPauses = false)
    where TKeys : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private DateTime _last;
    private TKeys? _refused;

    /// <summary>
    /// Returns the keys that replace the refused ones; null if the secret still contains these, or was just read for them.
    /// </summary>
    /// <param name="refused">The refused keys.</param>
    /// <param name="read">Reads the secret, on the pipeline thread.</param>
    /// <exception cref="LvbException">The secret cannot be read.</exception>
    public TKeys? Rotated(TKeys refused, Func<TKeys> read)
    {
        if (_refused is { } last && (alwaysPauses || same(last, refused)) && DateTime.UtcNow - _last < Pause)
        {
            return null;
        }

        (_last, _refused) = (DateTime.UtcNow, refused);
        var found = read();
        return same(found, refused) ? null : found;
    }
}
