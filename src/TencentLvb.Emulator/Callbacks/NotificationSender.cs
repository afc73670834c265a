namespace TencentLvb.Emulator;

/// <summary>
/// Sends the notifications of the account. The first posts of one stream are sent to a receiver in sequence; different streams do not
/// wait for each other, and nothing waits for repeats.
/// </summary>
internal sealed class NotificationSender : IDisposable
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(2);
    private readonly NotificationPost _post = new();
    private readonly NotificationWriter _writer;
    private readonly NotificationTargets _targets;
    private readonly CallbackRecords _records;
    private readonly FaultTable _faults;
    private readonly EmulatorClock _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _together = new(32);
    private readonly Dictionary<(Uri Receiver, string StreamId), Task> _lastOfStream = [];
    private readonly object _gate = new();
    private Notification? _held;

    public NotificationSender(
        NotificationTargets targets, NotificationWriter writer, CallbackRecords records, FaultTable faults, EmulatorClock clock)
    {
        _targets = targets;
        _writer = writer;
        _records = records;
        _faults = faults;
        _clock = clock;
    }

    public void Happened(AccountEvent happened)
    {
        foreach (var target in _targets.Of(happened))
        {
            Send(_writer.Write(happened, target));
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

    private void Send(Notification notification)
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            switch (_faults.Strike(FaultStage.Notification, LvbApi.V2, FaultTable.Callback, () => true)?.Kind)
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

    private void Enqueue(Notification notification)
    {
        var queue = (notification.Target.Receiver, notification.StreamId);
        _lastOfStream.TryGetValue(queue, out var before);
        if (_lastOfStream.Count > 10_000)
        {
            // There may be thousands of streams, so the order of inactive ones is discarded.
            _lastOfStream.Clear();
        }

        var token = _stopping.Token;
        _lastOfStream[queue] = Task.Run(() => SendAsync(before ?? Task.CompletedTask, notification, token), token);
    }

    private void ReleaseHeld()
    {
        if (_held is { } held)
        {
            _held = null;
            Enqueue(held);
        }
    }

    // A notification that is held back is sent later, even if no other event follows.
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
            // The emulator is stopping.
        }
    }

    private async Task RetryAsync(Notification notification, CancellationToken cancellation)
    {
        try
        {
            for (var attempt = 2; attempt <= notification.Target.Rule.Tries(notification.IsPicture); attempt++)
            {
                await _clock.Delay(notification.Target.Rule.Gap(notification.IsPicture), cancellation).ConfigureAwait(false);
                if (await TryAsync(notification, cancellation).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator is stopping.
        }
    }

    private async Task<bool> TryAsync(Notification notification, CancellationToken cancellation)
    {
        await _together.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var (result, response) = await _post.TryAsync(notification, cancellation).ConfigureAwait(false);
            if (!cancellation.IsCancellationRequested)
            {
                _records.Note(new CallbackRecord(notification, _clock.UtcNow, result, response));
            }

            return result == 0;
        }
        finally
        {
            _together.Release();
        }
    }
}
