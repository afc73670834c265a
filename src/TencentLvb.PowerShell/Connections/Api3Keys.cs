using System.Diagnostics;

namespace TencentLvb.Connections;

/// <summary>
/// Holds the keys of an API 3.0 connection: specified, from a secret, or from a source that is read when they are required.
/// </summary>
internal sealed class Api3Keys : IDisposable
{
    private readonly StsClient _sts;
    private readonly HeldCredentials? _held;
    private readonly object _gate = new();
    private long _readAt;

    public Api3Keys(LvbConnectionSettings settings)
        : this(settings, new CredentialEnvironment())
    {
    }

    /// <param name="settings">The settings, with the source, the role and the site.</param>
    /// <param name="environment">The access to the machine.</param>
    /// <exception cref="LvbException">An address for tests is not valid.</exception>
    public Api3Keys(LvbConnectionSettings settings, CredentialEnvironment environment)
    {
        var region = settings.UsedRegion ?? Api3Account.DefaultRegion;
        _sts = new StsClient(environment.Sts(settings.Site ?? LvbSite.China), settings.ToTransportSettings());
        _held = settings.CredentialSource is null ? new HeldCredentials() : null;
        Provider = new CredentialProvider(settings.CredentialSource is { } source
            ? CredentialSources.Make(
                source,
                environment,
                settings.TccliProfile,
                settings.RoleArn,
                region,
                s => new CheckedCredentials(s, n => Note = n),
                _sts,
                static () => DateTimeOffset.UtcNow)
            : new AssumedRoleCredentials(_held!, settings.RoleArn, region, _sts));
    }

    /// <summary>Gets the provider, which renews keys that expire.</summary>
    public CredentialProvider Provider { get; }

    /// <summary>Gets a note on characters that were removed from keys; null if there are none.</summary>
    public string? Note { get; private set; }

    /// <summary>Gets keys that were specified or read from a secret; null if they come from a source, and before they are set.</summary>
    public Api3Credential? Held => _held?.Held;

    /// <summary>Indicates whether the keys must be set, because they do not come from a source that can be read at any time.</summary>
    public bool AreHeld => _held is not null;

    /// <summary>Sets keys that were specified or read from a secret, unless the current keys were read later.</summary>
    /// <param name="credential">The keys.</param>
    /// <param name="readAt">When reading the secret began (<see cref="Stopwatch.GetTimestamp"/>). 0: the keys were specified.</param>
    public void Hold(Api3Credential credential, long readAt = 0)
    {
        lock (_gate)
        {
            if (readAt < _readAt)
            {
                return;
            }

            _readAt = readAt;
            _held!.Held = credential;
            Provider.SourceChanged();
        }
    }

    /// <summary>Discards the keys, and closes the connections to STS.</summary>
    public void Dispose()
    {
        if (_held is not null)
        {
            _held.Held = null;
        }

        Provider.Close();
        _sts.Dispose();
    }
}
