namespace TencentLvb.Backends.Api3;

/// <summary>
/// The keys that a connection signs with. Reads its source on first use, renews temporary keys before they end, and lets all
/// calls that wait for a renewal share one. Safe for several threads.
/// </summary>
/// <param name="source">Where the keys come from.</param>
/// <param name="now">A clock that setting the machine's time does not move.</param>
internal sealed class CredentialProvider(ICredentialSource source, Func<DateTimeOffset>? now = null)
{
    /// <summary>After a renewal that failed or brought nothing new, the next one waits so long while the keys still hold.</summary>
    public static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(30);

    /// <summary>So long calls share the failure of a renewal: each of thousands would wait for the same time limit.</summary>
    public static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private readonly Func<DateTimeOffset> _now = now ?? MonotonicClock.Now;
    private readonly object _gate = new();
    private Api3Credential? _current;
    private Api3Credential? _last;

    // The current keys as a task that is over: thousands of calls ask for the same.
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

    /// <summary>Grows by one with every new key, so that a call can tell whether the keys changed since it was signed.</summary>
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

    /// <summary>The keys that were read last; null before the first use.</summary>
    public Api3Credential? Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>The signing keys that were derived from the keys of now.</summary>
    public SigningKeys SigningKeys { get; } = new();

    /// <summary>The keys to sign with, read or renewed where that is due.</summary>
    /// <exception cref="LvbException">There are none, or they have ended and could not be renewed.</exception>
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

    /// <summary>
    /// After a refusal: reads the source once more, but not all the time, and tells whether it holds other keys than the refused call was
    /// signed with.
    /// </summary>
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

                // Calls that are refused together share what the first of them reads.
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

    /// <summary>Reads the source anew at the next use, whatever the keys of now: others were put into it.</summary>
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

    /// <summary>Others were put into the source: the next refusal reads it at once, however short the last time is ago.</summary>
    public void SourceChanged()
    {
        lock (_gate)
        {
            _sourceChanged = true;
        }
    }

    /// <summary>Drops the keys and hands out none any more.</summary>
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

        // Off the caller's lock and thread: the first read may take seconds.
        await Task.Yield();
        try
        {
            // Not the caller's token: who stops must not take it away from the others.
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
            // Nobody may be left to look at its failure.
            _ = reading.ContinueWith(static t => t.Exception, TaskScheduler.Default);
            throw new OperationCanceledException(cancellation);
        }

        return await reading.ConfigureAwait(false);
    }
}
