namespace TencentLvb.Secrets;

/// <summary>
/// Reads keys again after they were refused, because their secret may hold other keys by now. The vault is not read twice for the same keys
/// within 30 s: calls that fail together read it once, and anybody can send a wrong sign. New keys that are refused as well were rotated
/// again, so the vault is read immediately.
/// </summary>
/// <typeparam name="TKeys">What is read: a key, or several that belong together.</typeparam>
/// <param name="same">Whether two are the same.</param>
internal sealed class SecretRereader<TKeys>(Func<TKeys, TKeys, bool> same)
    where TKeys : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private DateTime _last;
    private TKeys? _refused;

    /// <summary>The keys that replace the refused ones. Null: the secret still holds these, or was just read for them.</summary>
    /// <param name="refused">The refused keys.</param>
    /// <param name="read">Reads the secret; on the pipeline thread.</param>
    /// <exception cref="LvbException">The secret cannot be read.</exception>
    public TKeys? Rotated(TKeys refused, Func<TKeys> read)
    {
        if (_refused is { } last && same(last, refused) && DateTime.UtcNow - _last < Pause)
        {
            return null;
        }

        (_last, _refused) = (DateTime.UtcNow, refused);
        var found = read();
        return same(found, refused) ? null : found;
    }
}
