using System.Diagnostics;
using System.Security;

namespace TencentLvb;

// The internal part of a connection: its keys, and its network connections.
public sealed partial class LvbConnection
{
    private const string Closed = "This connection was closed by Disconnect-Lvb.";

    private readonly object _gate = new();
    private bool _dead;
    private int _keyVersion;
    private long _keyReadAt;
    private SecureString? _key;
    private SecureString? _callbackKey;
    private HttpTransport? _transport;
    private ILvbBackend? _backend;

    /// <summary>Gets the keys of API 3.0; null on API 2.0.</summary>
    internal Api3Keys? Api3Keys { get; }

    /// <summary>
    /// Gets or sets a note on characters that were removed from the keys, for Test-LvbConnection; null if there are none.
    /// </summary>
    internal string? KeyNote { get; set; }

    /// <summary>Gets or sets the vault that the key came from if none was specified; null if it is not known.</summary>
    internal string? KeyVault { get; set; }

    /// <summary>Gets screenshots that were taken from the queue but not emitted. The next call emits them first.</summary>
    internal ScreenshotBacklog Screenshots { get; } = new();

    /// <summary>Indicates whether it can be used: not after <c>Disconnect-Lvb</c>, nor after deserialization.</summary>
    internal bool IsUsable
    {
        get
        {
            lock (_gate)
            {
                return !_dead && (Api3Keys is not null || _key is not null || SecretName is not null);
            }
        }
    }

    /// <summary>
    /// Gets a version that increases with each new key, so that a call can detect whether the key changed after it was signed.
    /// </summary>
    internal int KeyVersion
    {
        get
        {
            lock (_gate)
            {
                return Api3Keys?.Provider.Version ?? _keyVersion;
            }
        }
    }

    /// <summary>Indicates whether calls can be signed without reading a secret or a source first.</summary>
    internal bool HasKey
    {
        get
        {
            lock (_gate)
            {
                return Api3Keys is null ? _key is not null : Api3Keys.Provider.Current is not null;
            }
        }
    }

    /// <summary>Gets the transport of this connection, with its state of failures and of the clock.</summary>
    internal HttpTransport Transport
    {
        get
        {
            lock (_gate)
            {
                return _transport ??= new HttpTransport(Settings.ToTransportSettings());
            }
        }
    }

    /// <summary>Creates the objects that the operations of one command share.</summary>
    internal OperationScope NewScope() => new(Transport);

    /// <summary>
    /// Runs a function on a separate transport, with at most one retry, so that the connection's state of earlier failures and of the
    /// clock does not affect the result.
    /// </summary>
    internal T OnOwnTransport<T>(Func<OperationScope, T> run)
    {
        var settings = Settings.ToTransportSettings();
        using var transport = new HttpTransport(settings with { MaximumRetryCount = Math.Min(settings.MaximumRetryCount, 1) });
        return run(new OperationScope(transport));
    }

    /// <summary>Gets the service of this connection. Requires no key.</summary>
    internal ILvbBackend Backend
    {
        get
        {
            lock (_gate)
            {
                return _backend ??= BackendFactory.Create(Settings, CurrentKey, Api3Keys?.Provider);
            }
        }
    }

    /// <summary>Gets or sets the key of the notifications: the callback key if there is one, otherwise null.</summary>
    internal SecureString? CallbackKey
    {
        get
        {
            lock (_gate)
            {
                return _callbackKey;
            }
        }

        set
        {
            lock (_gate)
            {
                _callbackKey = value?.Copy();
            }
        }
    }

    /// <summary>Returns the API authentication key of API 2.0, which also signs its notifications.</summary>
    /// <exception cref="LvbException">The connection was closed, or uses API 3.0.</exception>
    internal SecureString CurrentKey()
    {
        lock (_gate)
        {
            return Api3Keys is null
                ? _key ?? throw LvbErrors.NotConnected(Closed)
                : throw LvbErrors.InvalidArgument(
                    "This connection has no key for notifications: with API 3.0, the SecretKey is not used to sign them.",
                    "Specify the account's callback key with the -Key or -SecretName parameter of this command, "
                        + "or with Connect-Lvb -CallbackSecretName <name of its secret>.");
        }
    }

    /// <summary>Sets a key that was read from its secret, unless the current key was read later.</summary>
    /// <param name="key">The key.</param>
    /// <param name="readAt">When reading the secret began (<see cref="Stopwatch.GetTimestamp"/>).</param>
    internal void SetKey(SecureString key, long readAt)
    {
        var copy = key.Copy();
        copy.MakeReadOnly();
        lock (_gate)
        {
            if (readAt < _keyReadAt)
            {
                return;
            }

            _keyReadAt = readAt;

            // The old key is left to the garbage collector, because another thread may still be signing a request with it.
            _key = copy;
            _keyVersion++;
        }
    }

    /// <summary>Discards the keys and closes the network connections.</summary>
    internal void Close()
    {
        HttpTransport? transport;
        lock (_gate)
        {
            _dead = true;
            transport = Interlocked.Exchange(ref _transport, null);
        }

        // First, so that a call in progress ends as closed, not because a key is missing.
        transport?.Dispose();
        Api3Keys?.Dispose();
        lock (_gate)
        {
            _key = null;
            _callbackKey = null;
        }
    }
}
