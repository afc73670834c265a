using System.Runtime.InteropServices;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Caches the signing keys of a connection: one for each product, derived once per UTC day instead of for each request. They are zeroed
/// when the day changes, when the connection gets other keys, and when it is closed. They are stored outside the managed heap, where the
/// garbage collector could leave copies behind when it moves them. Thread-safe.
/// </summary>
/// <param name="free">Frees memory that held a key; null for the default.</param>
internal sealed class SigningKeys(Action<IntPtr>? free = null)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, KeptKey> _ofProducts = new(StringComparer.Ordinal);
    private Api3Credential? _owner;
    private string? _date;

    /// <summary>Gets the number of cached keys.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _ofProducts.Count;
            }
        }
    }

    /// <summary>From now on, caches only keys derived from this credential; null caches none. Other keys are zeroed.</summary>
    public void Keep(Api3Credential? owner)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_owner, owner))
            {
                _owner = owner;
                Clear();
            }
        }
    }

    /// <summary>Copies the key that signs one product's requests of one UTC day into a buffer. The caller must clear it.</summary>
    public void CopyTo(byte[] target, Api3Credential credential, string date, string service)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_owner, credential) && _date == date && _ofProducts.TryGetValue(service, out var kept))
            {
                kept.CopyTo(target);
                return;
            }
        }

        Tc3Signer.DeriveKey(target, credential.SecretKey, date, service);
        lock (_gate)
        {
            // A call that is still signed with earlier keys must not leave a key in the cache.
            if (!ReferenceEquals(_owner, credential))
            {
                return;
            }

            if (_date != date)
            {
                Clear();
                _date = date;
            }

            if (!_ofProducts.ContainsKey(service))
            {
                _ofProducts.Add(service, new KeptKey(target, free ?? Marshal.FreeHGlobal));
            }
        }
    }

    private void Clear()
    {
        foreach (var kept in _ofProducts.Values)
        {
            kept.Dispose();
        }

        _ofProducts.Clear();
        _date = null;
    }

    /// <summary>Holds a key in separate memory. It is zeroed when disposed or finalized.</summary>
    private sealed class KeptKey : SafeHandle
    {
        private static readonly byte[] Zeros = new byte[Tc3Signer.KeyLength];

        private readonly Action<IntPtr> _free;

        public KeptKey(byte[] key, Action<IntPtr> free)
            : base(IntPtr.Zero, ownsHandle: true)
        {
            _free = free;
            SetHandle(Marshal.AllocHGlobal(Tc3Signer.KeyLength));
            Marshal.Copy(key, 0, handle, Tc3Signer.KeyLength);
        }

        public override bool IsInvalid => handle == IntPtr.Zero;

        public void CopyTo(byte[] target) => Marshal.Copy(handle, target, 0, Tc3Signer.KeyLength);

        protected override bool ReleaseHandle()
        {
            Marshal.Copy(Zeros, 0, handle, Tc3Signer.KeyLength);
            _free(handle);
            return true;
        }
    }
}
