namespace TencentLvb.Emulator;

/// <summary>
/// Sends the notifications of the account. The first tries of one stream go out in order, one after the other; different streams do
/// not wait for each other, and nobody waits for the tries after the first.
/// </summary>
internal sealed class NotificationSender : IDisposable
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(2);
    private readonly NotificationPost _post;
    private readonly NotificationWriter _writer;
    private readonly RetryRule _rule;
    private readonly FaultTable _faults;
    private readonly EmulatorClock _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _together = new(32);
    private readonly Dictionary<string, Task> _lastOfStream = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private Notification? _held;

    public NotificationSender(Uri receiver, NotificationWriter writer, RetryRule rule, FaultTable faults, EmulatorClock clock)
    {
        _post = new NotificationPost(receiver, rule.NeedsCode);
        _writer = writer;
        _rule = rule;
        _faults = faults;
        _clock = clock;
    }

    public void Happened(AccountEvent happened)
    {
        var notification = _writer.Write(happened);
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            switch (_faults.Strike(FaultStage.Notification, LvbApi.V2, FaultTable.Callback)?.Kind)
            {
                case LvbEmulatorFaultKind.LostEvent:
                    return;
                case LvbEmulatorFaultKind.DisorderEvent when _held is null:
                    _held = notification;
                    _ = ReleaseLaterAsync(notification);
                    return;
                case LvbEmulatorFaultKind.DuplicateEvent:
                    Enqueue(notification);
                    break;
            }

            Enqueue(notification);
            ReleaseHeld();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopping.Cancel();
        }

        _post.Dispose();
    }

    private void Enqueue(Notification notification)
    {
        _lastOfStream.TryGetValue(notification.StreamId, out var before);
        if (_lastOfStream.Count > 10_000)
        {
            // Streams by the thousand: forget the order of those long past.
            _lastOfStream.Clear();
        }

        var token = _stopping.Token;
        _lastOfStream[notification.StreamId] = Task.Run(() => SendAsync(before ?? Task.CompletedTask, notification, token), token);
    }

    private void ReleaseHeld()
    {
        if (_held is { } held)
        {
            _held = null;
            Enqueue(held);
        }
    }

    // One that is held back goes out in the end, though nothing else happens.
    private async Task ReleaseLaterAsync(Notification notification)
    {
        try
        {
            await _clock.Delay(LongestHold, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_gate)
        {
            if (ReferenceEquals(_held, notification) && !_stopping.IsCancellationRequested)
            {
                ReleaseHeld();
            }
        }
    }

    private async Task SendAsync(Task before, Notification notification, CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAny(before).ConfigureAwait(false);
            if (!await TryAsync(notification, cancellation).ConfigureAwait(false))
            {
                _ = RetryAsync(notification, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator stops.
        }
    }

    private async Task RetryAsync(Notification notification, CancellationToken cancellation)
    {
        try
        {
            for (var attempt = 2; attempt <= _rule.Tries(notification); attempt++)
            {
                await _clock.Delay(_rule.Gap(notification), cancellation).ConfigureAwait(false);
                if (await TryAsync(notification, cancellation).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator stops.
        }
    }

    private async Task<bool> TryAsync(Notification notification, CancellationToken cancellation)
    {
        await _together.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await _post.TryAsync(notification, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _together.Release();
        }
    }
}
