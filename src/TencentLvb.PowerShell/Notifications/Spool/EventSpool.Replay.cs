using System.Globalization;

namespace TencentLvb.Notifications;

// Passes the remaining events of earlier runs to the pipeline.
internal sealed partial class EventSpool
{
    private const int UnwantedAtOnce = 256;

    /// <summary>
    /// Emits events that an earlier run did not complete. Events that the filter does not select remain for a run that selects them.
    /// Events that caused the pipeline to fail in three runs are moved to <c>failed/</c>.
    /// </summary>
    public void Replay(EventQueue inbox, EventFilter filter)
    {
        foreach (var warning in _problems.Warnings())
        {
            inbox.Warn(warning);
        }

        foreach (var entry in _poisoned)
        {
            inbox.Warn(MoveToFailed(entry));
        }

        // No longer required, and possibly large.
        KnownKeys = [];
        _poisoned.Clear();
        if (_rest is { IsLeft: true } rest)
        {
            inbox.Replay(Backlog(rest, inbox, filter));
            return;
        }

        var undone = TakeUndone();
        var wanted = undone.Select(entry => new SpooledEvent(this, entry, null))
            .Where(delivery => filter.IsOpen || delivery.IsWanted(filter)).ToList();
        wanted.ForEach(inbox.Add);
        WarnOfLeft(inbox, undone.Length - wanted.Count);
    }

    // Each segment is read when the pipeline has handled the previous one. The nulls let a long series of unselected events be stopped.
    private IEnumerable<QueuedEvent?> Backlog(SpoolRest rest, EventQueue inbox, EventFilter filter)
    {
        // Not a parameter, which would be kept to the end.
        var entries = TakeUndone();
        var left = 0;
        while (true)
        {
            foreach (var entry in entries)
            {
                var delivery = new SpooledEvent(this, entry, null);
                if (filter.IsOpen || delivery.IsWanted(filter))
                {
                    yield return delivery;
                }
                else if (++left % UnwantedAtOnce == 0)
                {
                    yield return null;
                }
            }

            if (!rest.IsLeft)
            {
                break;
            }

            // Both segments at once would need twice the memory.
            entries = [];
            entries = ReadNext(rest, inbox);
        }

        _ledger.Forget();
        WarnOfLeft(inbox, left);
    }

    private SpoolEntry[] ReadNext(SpoolRest rest, EventQueue inbox)
    {
        var path = rest.Take(out var isNewest);
        var problems = new SpoolProblems();
        try
        {
            LoadSegment(path, isNewest, null, problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            inbox.Warn($"{EventErrors.SpoolFailedId}: '{path}' cannot be read and is left unchanged: {error.Message}");
            return [];
        }

        foreach (var warning in problems.Warnings().Concat(_poisoned.ConvertAll(MoveToFailed)))
        {
            inbox.Warn(warning);
        }

        _poisoned.Clear();
        return TakeUndone();
    }

    private SpoolEntry[] TakeUndone()
    {
        var undone = _undone.ToArray();
        _undone.Clear();
        return undone;
    }

    private static void WarnOfLeft(EventQueue inbox, int left)
    {
        if (left > 0)
        {
            inbox.Warn((left == 1 ? "1 event from an earlier run remains" : $"{left} events from an earlier run remain")
                + " in the spool because of -EventType or -StreamId.");
        }
    }

    private string MoveToFailed(SpoolEntry entry)
    {
        try
        {
            var name = entry.Number.ToString("d8", CultureInfo.InvariantCulture) + ".json";
            var path = FailedFolder.Write(_folder, name, SpoolRecord.ReadBody(entry));
            MarkDone(entry, isChecked: true);
            return $"An event caused the pipeline to fail in {MaxBreaks} runs and was moved to '{path}'. "
                + "After you fix the cause, pass the file to ConvertFrom-LvbEvent -AllowExpired.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or LvbException)
        {
            return $"{EventErrors.SpoolFailedId}: An event that caused the pipeline to fail in {MaxBreaks} runs is skipped. It cannot be "
                + $"moved to '{FailedFolder.Name}': {error.Message}";
        }
    }
}
