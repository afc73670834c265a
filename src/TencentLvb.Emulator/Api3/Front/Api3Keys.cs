using System.Security;
using System.Text;

namespace TencentLvb.Emulator;

/// <summary>Holds the keys that the account accepts: its own, and temporary ones with their tokens.</summary>
internal sealed class Api3Keys : IDisposable
{
    private const int MostTemporary = 1000;
    private readonly object _gate = new();
    private readonly Queue<string> _temporary = new();
    private readonly Dictionary<string, Api3Key> _keys = new(StringComparer.Ordinal);

    public Api3Keys(string? secretId, SecureString? secretKey)
    {
        if (secretId is not null && secretKey is not null)
        {
            _keys.Add(secretId, new Api3Key(SecretBytes.Of(secretKey), null, null));
        }
    }

    public Api3Key? Find(string secretId)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(secretId, out var key) ? key : null;
        }
    }

    /// <summary>Replaces the account's own key.</summary>
    public void Rotate(string secretId, SecureString secretKey)
    {
        lock (_gate)
        {
            _keys[secretId] = new Api3Key(SecretBytes.Of(secretKey), null, null);
        }
    }

    /// <summary>Issues a temporary key. It is kept after its expiry, so that an expired key is distinguished from an unknown one.</summary>
    public TemporaryKey Issue(DateTimeOffset now, TimeSpan lifetime)
    {
        var end = ChinaTime.WholeSecond(now + lifetime);
        var key = new TemporaryKey(GeneratedKey.SecretId(), GeneratedKey.Text(32), GeneratedKey.Text(120), end);
        lock (_gate)
        {
            _keys.Add(key.SecretId, new Api3Key(Encoding.UTF8.GetBytes(key.SecretKey), key.Token, key.Expires));
            _temporary.Enqueue(key.SecretId);
            if (_temporary.Count > MostTemporary)
            {
                _keys.Remove(_temporary.Dequeue());
            }
        }

        return key;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var key in _keys.Values)
            {
                Array.Clear(key.Secret, 0, key.Secret.Length);
            }

            _keys.Clear();
        }
    }
}

/// <summary>Represents a key. A temporary key has a token and an expiry.</summary>
internal sealed record Api3Key(byte[] Secret, string? Token, DateTimeOffset? Expires);

/// <summary>Represents a temporary key as it is returned when it is issued.</summary>
internal sealed record TemporaryKey(string SecretId, string SecretKey, string Token, DateTimeOffset Expires);
