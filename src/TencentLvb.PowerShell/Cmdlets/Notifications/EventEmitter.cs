using System.Diagnostics;

namespace TencentLvb.Cmdlets;

/// <summary>Writes events from the inbox to the pipeline, on the pipeline thread, and reports the outcome of each.</summary>
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

    // The service repeats a refused notification, and by then a rotated key has been read. Anyone can send a wrong sign, so this does not
    // happen for each.
    private void TakeRotatedKey()
    {
        if (_watch.Elapsed - _lastLook >= KeyPause && reader.TakeRefusal())
        {
            _lastLook = _watch.Elapsed;
            cmdlet.TakeRotatedKey();
        }
    }

    // Checked even if events are waiting: under load the inbox is never empty. A time of zero emits the waiting events.
    private bool IsTimeUp => timeout is { } limit && limit > TimeSpan.Zero && _watch.Elapsed >= limit;

    private TimeSpan Left()
    {
        if (timeout is not { } limit)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = limit - _watch.Elapsed;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    private bool Emit(QueuedEvent delivery)
    {
        LvbEvent told;
        try
        {
            told = delivery.Load();
        }
#pragma warning disable CA1031 // A failing spool must not end the receiver: the other events are processed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            cmdlet.WriteWarning($"{EventErrors.SpoolFailedId}: An event cannot be read from the spool and remains there: {error.Message}");
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

        // Once while the disk is full, not for each event.
        var problem = Complete(delivery, EventDisposition.Taken);
        var isNew = problem is not null && !_isFailing;
        _isFailing = problem is not null;
        if (isNew)
        {
            cmdlet.WriteWarning(
                $"{EventErrors.SpoolFailedId}: {problem!.TrimEnd('.')}. "
                + "Events that are not recorded as done might be emitted again the next time Receive-LvbEvent starts.");
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

    // Ctrl+C, Select-Object -First and break also end a pipeline with exceptions, but these say nothing about the event.
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
