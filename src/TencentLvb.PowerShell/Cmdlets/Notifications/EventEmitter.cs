using System.Diagnostics;

namespace TencentLvb.Cmdlets;

/// <summary>Brings events from the inbox to the pipeline, on the pipeline thread, and tells what became of each.</summary>
internal sealed class EventEmitter(
    LvbEventCmdlet cmdlet, EventQueue inbox, NotificationReader reader, ListeningProgress progress, int maxEvents, TimeSpan? timeout)
{
    private static readonly TimeSpan KeyPause = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _lastLook = -KeyPause;
    private bool _isFailing;

    public void Run(CancellationToken stop)
    {
        for (var emitted = 0; emitted < maxEvents && !IsTimeUp;)
        {
            progress.Show(emitted);
            var left = Left();
            var isShort = progress.Behind is { } behind && (left == Timeout.InfiniteTimeSpan || behind < left);
            if (!inbox.TryTake(isShort ? progress.Behind!.Value : left, stop, out var delivery, out var warning))
            {
                if (isShort)
                {
                    continue;
                }

                break;
            }

            if (warning is not null)
            {
                cmdlet.WriteWarning(warning);
            }
            else if (delivery is not null && Emit(delivery))
            {
                emitted++;
            }

            TakeRotatedKey();
        }

        progress.Done();

        if (inbox.LastReport() is { } report)
        {
            cmdlet.WriteWarning(report);
        }
    }

    // The service sends again what was refused; by then a rotated key is here. Anybody can send a wrong sign, so not for each.
    private void TakeRotatedKey()
    {
        if (_watch.Elapsed - _lastLook >= KeyPause && reader.TakeRefusal())
        {
            _lastLook = _watch.Elapsed;
            cmdlet.TakeRotatedKey();
        }
    }

    // However many events are there: under load the inbox is never empty. A time of zero takes what is there.
    private bool IsTimeUp => timeout is { } limit && limit > TimeSpan.Zero && _watch.Elapsed >= limit;

    private TimeSpan Left()
    {
        if (timeout is not { } limit)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = limit - _watch.Elapsed;
        // A wait takes 24 days at most.
        return left < TimeSpan.Zero ? TimeSpan.Zero : left.TotalMilliseconds > int.MaxValue ? Timeout.InfiniteTimeSpan : left;
    }

    private bool Emit(QueuedEvent delivery)
    {
        LvbEvent told;
        try
        {
            told = delivery.Load();
        }
#pragma warning disable CA1031 // A spool that fails must not end the receiver: the other events go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            cmdlet.WriteWarning($"{EventErrors.SpoolFailedId}: an event can't be read from the spool and stays there: {error.Message}");
            return false;
        }

        try
        {
            cmdlet.WriteObject(told);
        }
        catch (Exception error)
        {
            Complete(delivery, IsBreak(error) ? EventDisposition.Failed : EventDisposition.Interrupted);
            throw;
        }

        // Once for a disk that is full, not for each event until there is room.
        var problem = Complete(delivery, EventDisposition.Taken);
        var isNew = problem is not null && !_isFailing;
        _isFailing = problem is not null;
        if (isNew)
        {
            cmdlet.WriteWarning(
                $"{EventErrors.SpoolFailedId}: {problem} Events that were emitted since may be emitted again at the next start.");
        }

        return true;
    }

    private static string? Complete(QueuedEvent delivery, EventDisposition pending)
    {
        try
        {
            delivery.Complete(pending);
            return null;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error.Message;
        }
    }

    // Ctrl+C, Select-Object -First and break end a pipeline by exceptions too, but say nothing about the event.
    private static bool IsBreak(Exception error)
    {
        for (var type = error.GetType(); type is not null; type = type.BaseType)
        {
            if (type.Name is "PipelineStoppedException" or "FlowControlException")
            {
                return false;
            }
        }

        return true;
    }
}
