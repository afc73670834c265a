using System.Security;

namespace TencentLvb;

/// <summary>
/// An LVB account and how to reach it, made by <c>Connect-Lvb</c>. Never shows the key. May be used by several threads at once
/// (<c>$using:</c> in <c>ForEach-Object -Parallel</c> and thread jobs).
/// </summary>
public sealed class LvbConnection
{
    private readonly object _gate = new();
    private bool _dead;
    private int _keyVersion;
    private SecureString? _key;
    private SecureString? _callbackKey;
    private HttpTransport? _transport;
    private ILvbBackend? _backend;

    internal LvbConnection(LvbConnectionSettings settings, SecureString? key, SecureString? callbackKey = null)
    {
        Settings = settings;
        _key = key?.Copy();
        _callbackKey = callbackKey?.Copy();
    }

    /// <summary>A connection to another service than those that <see cref="BackendFactory"/> makes.</summary>
    internal LvbConnection(LvbConnectionSettings settings, SecureString key, ILvbBackend backend)
        : this(settings, key) => _backend = backend;

    private LvbConnection()
    {
        Settings = new LvbConnectionSettings { AppId = 0 };
        _dead = true;
    }

    /// <summary>Stands for a connection that came through serialisation: it shows values, but has no key.</summary>
    internal static LvbConnection Serialized { get; } = new();

    internal LvbConnectionSettings Settings { get; }

    /// <summary>The account's APPID.</summary>
    public long AppId => Settings.AppId;

    /// <summary>The name of the secret that holds the API authentication key; null when the key was given itself.</summary>
    public string? SecretName => Settings.SecretName;

    /// <summary>The vault of <see cref="SecretName"/>; null asks all vaults.</summary>
    public string? Vault => Settings.Vault;

    /// <summary>The name of the secret that holds the key of the notifications, when that is another one.</summary>
    public string? CallbackSecretName => Settings.CallbackSecretName;

    /// <summary>The address of the business interfaces.</summary>
    public Uri Endpoint => Settings.Endpoint;

    /// <summary>The address of the statistics interfaces.</summary>
    public Uri StatEndpoint => Settings.StatEndpoint;

    /// <summary>How long a request stays valid after it is signed.</summary>
    public TimeSpan Validity => Settings.Validity;

    /// <summary>How long one attempt may take, in seconds.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    /// <summary>Attempts after the first.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>Requests per second at most; null for no limit.</summary>
    public int? MaximumRequestsPerSecond => Settings.MaximumRequestsPerSecond;

    /// <summary>The profile that this connection came from; null when it came from none.</summary>
    public string? ProfileName => Settings.ProfileName;

    /// <summary>Whether it can still be used: not after <c>Disconnect-Lvb</c>, nor after serialisation.</summary>
    internal bool IsUsable
    {
        get
        {
            lock (_gate)
            {
                return !_dead && (_key is not null || SecretName is not null);
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
                return _keyVersion;
            }
        }
    }

    /// <summary>What was cut off at the ends of the key, for Test-LvbConnection; null for nothing.</summary>
    internal string? KeyNote { get; set; }

    internal bool HasKey
    {
        get
        {
            lock (_gate)
            {
                return _key is not null;
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
                return _backend ??= BackendFactory.Create(Settings, CurrentKey);
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

    /// <summary>Screenshots that were taken from the queue but not emitted: they come first at the next call.</summary>
    internal ScreenshotBacklog Screenshots { get; } = new();

    internal SecureString CurrentKey()
    {
        lock (_gate)
        {
            return _key ?? throw LvbErrors.NotConnected("This connection was closed by Disconnect-Lvb.");
        }
    }

    internal void SetKey(SecureString key)
    {
        var copy = key.Copy();
        copy.MakeReadOnly();
        lock (_gate)
        {
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
            _key = null;
            _callbackKey = null;
            transport = Interlocked.Exchange(ref _transport, null);
        }

        transport?.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => "LVB account " + AppId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
