namespace TencentLvb.Backends.Api3;

/// <summary>Provides the keys of a connection: reads its source, and renews temporary keys before they expire. Thread-safe.</summary>
/// <param name="source">The source of the keys.</param>
/// <param name="now">A clock that is not affected by changes to the machine's time.</param>
internal sealed class CredentialProvider(ICredentialSource source, Func<DateTimeOffset>? now = null)
{
    /// <summary>The pause after a renewal that failed or returned the same keys, while the keys are still valid.</summary>
    public static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(30);

    /// <summary>How long calls share the failure of a renewal, so that not each of thousands waits for the time limit.</summary>
    public static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private readonly Func<DateTimeOffset> _now = now ?? MonotonicClock.Now;
    private readonly object _gate = new();
    private Api3Credential? _current;
    private Api3Credential? _last;

    // The current keys as a completed task, because thousands of calls request the same keys.
    private Task<Api3Credential>? _held;
    private int _version;
    private DateTimeOffset _readAt;
    private DateTimeOffset _notBefore;
    private DateTimeOffset? _lastReread;
    private bool _sourceChanged;
    private LvbException? _failure;
    private DateTimeOffset _failureUntil;
    private Task<Api3Credential>? _reading;
    private bool _isClosed;

    /// <summary>
    /// Gets a version that increases with each new key, so that a call can detect whether the keys changed after it was signed.
    /// </summary>
    public int Version
    {
        get
        {
            lock (_gate)
            {
                return _version;
            }
        }
    }

    /// <summary>Gets the keys that were read last; null before the first use.</summary>
    public Api3Credential? Current => Volatile.Read(ref _current);

    /// <summary>Gets the signing keys that were derived from the current keys.</summary>
    public SigningKeys SigningKeys { get; } = new();

    /// <summary>Returns the keys. Reads or renews them if necessary.</summary>
    /// <exception cref="LvbException">There are no keys, or they have expired and could not be renewed.</exception>
    public Task<Api3Credential> GetAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return Task.FromException<Api3Credential>(LvbErrors.NotConnected("This connection was closed by Disconnect-Lvb."));
            }

            if (_current is { } held && !IsRenewalDue(held))
            {
                return _held is { } task && ReferenceEquals(task.Result, held) ? task : _held = Task.FromResult(held);
            }

            if (_failure is { } failure && _now() < _failureUntil)
            {
                return Task.FromException<Api3Credential>(failure);
            }

            return Wait(_reading ??= ReadAsync(), cancellation);
        }
    }

    /// <summary>Reads the source again after a refusal, at a limited rate. Returns whether the refused call used other keys.</summary>
    public async Task<bool> RefreshAsync(int signedWith, CancellationToken cancellation)
    {
        while (true)
        {
            Task<Api3Credential> reading;
            lock (_gate)
            {
                if (_version != signedWith && !_sourceChanged)
                {
                    return true;
                }

                // Calls that are refused together share the result of the first reading.
                if (_reading is null)
                {
                    if (!_sourceChanged && _now() - _lastReread < RenewalPause)
                    {
                        return false;
                    }

                    _lastReread = _now();
                    _failure = null;
                    _reading = ReadAsync();
                }

                reading = _reading;
            }

            await Wait(reading, cancellation).ConfigureAwait(false);
            lock (_gate)
            {
                if (!_sourceChanged && _version == signedWith)
                {
                    return false;
                }

                // If these keys are refused as well, the source was changed again: it is read immediately.
                _lastReread = null;
            }
        }
    }

    /// <summary>Reads the source at the next use regardless of the current keys, because its keys were replaced.</summary>
    public void Invalidate()
    {
        lock (_gate)
        {
            _current = null;
            _held = null;
            _failure = null;
            SigningKeys.Keep(null);
        }
    }

    /// <summary>Records that the keys in the source were replaced: the next refusal reads it immediately.</summary>
    public void SourceChanged()
    {
        lock (_gate)
        {
            _sourceChanged = true;
        }
    }

    /// <summary>Discards the keys and provides none from now on.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _current = _last = null;
            _held = null;
            SigningKeys.Keep(null);
        }
    }

    private bool IsRenewalDue(Api3Credential held) =>
        HasEnded(held) || (_now() - _readAt >= held.RenewAfter && _now() >= _notBefore);

    private bool HasEnded(Api3Credential held) => _now() - _readAt >= held.EndsAfter;

    private async Task<Api3Credential> ReadAsync()
    {
        _sourceChanged = false;

        // Outside the caller's lock and thread, because the first reading may take seconds.
        await Task.Yield();
        try
        {
            // Not the caller's token: a caller that stops must not end the reading for the others.
            var search = new CredentialSearch();
            var found = await source.FindAsync(search, CancellationToken.None).ConfigureAwait(false) ?? throw search.NotFound();
            lock (_gate)
            {
                _failure = null;
                return Take(found);
            }
        }
        catch (LvbException error)
        {
            lock (_gate)
            {
                if (_current is { } held && !HasEnded(held))
                {
                    _notBefore = _now() + RenewalPause;
                    return held;
                }

                _failure = error;
                _failureUntil = _now() + FailurePause;
            }

            throw;
        }
        finally
        {
            lock (_gate)
            {
                _reading = null;
            }
        }
    }

    private Api3Credential Take(Api3Credential found)
    {
        if (_isClosed)
        {
            return found;
        }

        if (_last is null || !_last.IsSame(found))
        {
            _version++;
        }

        _last = found;
        _current = found;
        SigningKeys.Keep(found);
        _readAt = _now();
        _notBefore = _readAt + RenewalPause;
        return found;
    }

    private static async Task<Api3Credential> Wait(Task<Api3Credential> reading, CancellationToken cancellation)
    {
        if (reading.IsCompleted || !cancellation.CanBeCanceled)
        {
            return await reading.ConfigureAwait(false);
        }

        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellation.Register(() => stopped.TrySetResult(true));
        if (await Task.WhenAny(reading, stopped.Task).ConfigureAwait(false) != reading)
        {
            // Observes the exception, because no caller may be left to do so.
            _ = reading.ContinueWith(static t => t.Exception, TaskScheduler.Default);
            throw new OperationCanceledException(cancellation);
        }

        return await reading.ConfigureAwait(false);
    }
}
