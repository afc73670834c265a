using System.Security;

namespace TencentLvb.Emulator;

/// <summary>The keys that the account accepts: its own, and temporary ones with their tokens.</summary>
internal sealed class Api3Keys : IDisposable
{
    private readonly object _gate = new();
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

/// <summary>A key. A temporary one has a token and an end.</summary>
internal sealed record Api3Key(byte[] Secret, string? Token, DateTimeOffset? Expires);
