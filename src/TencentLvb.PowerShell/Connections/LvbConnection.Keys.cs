using System.Diagnostics;
using System.Security;

namespace TencentLvb;

// What a connection has inside: its keys, and what is open to the service.
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

    /// <summary>The keys of API 3.0; null on API 2.0.</summary>
    internal Api3Keys? Api3Keys { get; }

    /// <summary>What was cut off at the ends of the keys, for Test-LvbConnection; null for nothing.</summary>
    internal string? KeyNote { get; set; }

    /// <summary>The vault that the key came from, where none was named; null when that is not known.</summary>
    internal string? KeyVault { get; set; }

    /// <summary>Screenshots that were taken from the queue but not emitted: they come first at the next call.</summary>
    internal ScreenshotBacklog Screenshots { get; } = new();

    /// <summary>Whether it can still be used: not after <c>Disconnect-Lvb</c>, nor after serialisation.</summary>
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

    /// <summary>Grows by one with every new key, so that a call can tell whether the key changed since it was signed.</summary>
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

    /// <summary>Whether calls can be signed without reading a secret or a source first.</summary>
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

    /// <summary>The way out of this connection, with what it remembers of failures and of the clock.</summary>
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

    /// <summary>What the operations of one command share.</summary>
    internal OperationScope NewScope() => new(Transport);

    /// <summary>
    /// Runs something on a way out of its own, with one retry at most: what the connection's remembers of earlier failures and of the
    /// clock does not answer in the service's place.
    /// </summary>
    internal T OnOwnTransport<T>(Func<OperationScope, T> run)
    {
        var settings = Settings.ToTransportSettings();
        using var transport = new HttpTransport(settings with { MaximumRetryCount = Math.Min(settings.MaximumRetryCount, 1) });
        return run(new OperationScope(transport));
    }

    /// <summary>The service behind this connection. Needs no key yet.</summary>
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

    /// <summary>The key of the notifications: the callback key where there is one, else none yet.</summary>
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

    /// <summary>The API authentication key of API 2.0, which also signs its notifications.</summary>
    /// <exception cref="LvbException">The connection was closed, or uses API 3.0.</exception>
    internal SecureString CurrentKey()
    {
        lock (_gate)
        {
            return Api3Keys is null
                ? _key ?? throw LvbErrors.NotConnected(Closed)
                : throw LvbErrors.InvalidArgument(
                    "This connection has no key for notifications: on API 3.0 the SecretKey does not sign them.",
                    "Specify the callback key of the account: -Key or -SecretName here, "
                        + "or Connect-Lvb -CallbackSecretName <name of its secret>.");
        }
    }

    /// <summary>Sets a key that was read from its secret, unless the present key was read later.</summary>
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

            // The old one is left to the collector: a request that is being signed on another thread may still read it.
            _key = copy;
            _keyVersion++;
        }
    }

    /// <summary>Drops the keys and the open connections.</summary>
    internal void Close()
    {
        HttpTransport? transport;
        lock (_gate)
        {
            _dead = true;
            transport = Interlocked.Exchange(ref _transport, null);
        }

        // First, so that a call under way ends as closed, and not for want of a key.
        transport?.Dispose();
        Api3Keys?.Dispose();
        lock (_gate)
        {
            _key = null;
            _callbackKey = null;
        }
    }
}
