using System.Diagnostics;

namespace TencentLvb.Cmdlets;

/// <summary>Represents one stream that is waited for.</summary>
internal abstract class StreamWait(StreamKey stream)
{
    public StreamKey Stream { get; } = stream;

    /// <summary>Gets or sets the interface that the check calls.</summary>
    public string? Interface { get; set; }

    /// <summary>Gets or sets the number of responses of the service.</summary>
    public int Answers { get; set; }

    /// <summary>Gets or sets the error of the latest check; null if it succeeded.</summary>
    public LvbException? LastError { get; set; }
}

/// <summary>Defines what a wait queries and how responses are interpreted.</summary>
internal interface IPollCondition<TWait, TAnswer>
    where TWait : StreamWait
{
    /// <summary>Creates the operation of one check.</summary>
    LvbOperation<TAnswer> Look(TWait wait);

    /// <summary>Processes a response on the pipeline thread, and emits the result if there is one. True ends the wait.</summary>
    bool Take(TWait wait, TAnswer answer);

    /// <summary>Interprets a permanent error: as a response, or null for an error that ends the wait.</summary>
    TAnswer? FromError(TWait wait, LvbException error);

    /// <summary>Creates the error of a wait whose time is up.</summary>
    LvbException TimeIsUp(TWait wait, TimeSpan timeout);
}

/// <summary>
/// Waits for many streams at once: checks each in turn and again after a pause, with a limited number of requests in flight. Used on the
/// pipeline thread. A temporary fault of the network or the service does not end a wait; it is reported when the time is up.
/// </summary>
internal sealed class StreamPoller<TWait, TAnswer>(
    LvbAccountCmdlet cmdlet, IPollCondition<TWait, TAnswer> rules, int limit, TimeSpan? timeout, TimeSpan pause, WaitProgress progress)
    where TWait : StreamWait
    where TAnswer : class
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<Entry> _entries = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    // When the entries were last checked for due ones.
    private TimeSpan _looked;

    public void Add(TWait wait, TimeSpan firstLookAfter)
    {
        cmdlet.Calls.Connect();
        try
        {
            wait.Interface = rules.Look(wait).Interface;
        }
        catch (LvbException error)
        {
            // A stream that can never exist is not waited for.
            cmdlet.WriteError(error, wait.Stream.Id);
            return;
        }

        var now = _clock.Elapsed;
        var deadline = timeout is { } time ? Sum(now, time) : TimeSpan.MaxValue;

        // If the deadline is before the first check would be due, the only check is made at the deadline.
        _entries.Add(new Entry(wait, deadline) { NextLook = Min(Sum(now, firstLookAfter), deadline) });
        progress.Added();
        Advance();
        if (limit == 1)
        {
            // If the source of the pipeline is slow, the next input may take a long time.
            Drain();
        }
    }

    /// <summary>Waits for all remaining streams.</summary>
    public void Drain()
    {
        while (_entries.Count > 0)
        {
            Advance();
            if (_entries.Count > 0)
            {
                progress.Show(_entries.Min(e => e.Deadline) is var first && first == TimeSpan.MaxValue ? null : first - _clock.Elapsed);
                Rest();
            }
        }

        progress.Done();
    }

    private void Advance()
    {
        foreach (var entry in _entries.ToArray())
        {
            if (entry.Pending is { Task.IsCompleted: true } pending)
            {
                entry.Pending = null;
                Judge(entry, pending);
            }

            // A check that started in time still counts, unless it also takes too long.
            if (!entry.IsDone && _clock.Elapsed >= entry.Deadline
                && (entry.Pending is null ? entry.HasLooked : _clock.Elapsed >= Sum(entry.Deadline, Second)))
            {
                entry.IsDone = true;
                cmdlet.WriteError(rules.TimeIsUp(entry.Wait, timeout!.Value), entry.Wait.Stream.Id);
            }

            if (entry.IsDone)
            {
                _entries.Remove(entry);
                progress.Ended();
            }
        }

        // The longest due first: if there are more streams than can be checked in one pause, all get their turn.
        _looked = _clock.Elapsed;
        var free = limit - _entries.Count(e => e.Pending is not null);
        foreach (var entry in _entries.Where(e => e.Pending is null && _looked >= e.NextLook).OrderBy(e => e.NextLook).Take(free))
        {
            entry.HasLooked = true;
            entry.Pending = cmdlet.Calls.Prepare(rules.Look(entry.Wait)).Start();
        }
    }

    private void Judge(Entry entry, PendingCall<TAnswer> pending)
    {
        TAnswer? answer;
        try
        {
            answer = cmdlet.Calls.Finish(pending);
            entry.Wait.LastError = null;
        }
        catch (LvbException error)
        {
            answer = rules.FromError(entry.Wait, error);
            if (answer is null && !error.IsTemporary)
            {
                entry.IsDone = true;
                cmdlet.WriteError(error, entry.Wait.Stream.Id);
                return;
            }

            entry.Wait.LastError = answer is null ? error : null;
        }

        if (answer is not null)
        {
            entry.Wait.Answers++;
            entry.IsDone = rules.Take(entry.Wait, answer);
        }

        // The last check is made just before the time is up, not a whole pause earlier.
        var now = _clock.Elapsed;
        entry.NextLook = Sum(now, pause);
        if (entry.NextLook >= entry.Deadline && entry.Deadline - now > Second + Second)
        {
            entry.NextLook = entry.Deadline - Second;
        }
    }

    private void Rest()
    {
        var until = progress.IsShown ? Sum(_clock.Elapsed, Second) : TimeSpan.MaxValue;
        foreach (var entry in _entries)
        {
            until = Min(until, NextTurn(entry));
        }

        var tasks = _entries.Where(e => e.Pending is not null).Select(e => e.Pending!.Task).ToArray();
        var left = Max(until - _clock.Elapsed, TimeSpan.Zero).TotalMilliseconds;
        var milliseconds = left > int.MaxValue - 1 ? int.MaxValue - 1 : (int)Math.Ceiling(left);
        if (tasks.Length > 0)
        {
            Task.WaitAny(tasks, milliseconds, cmdlet.StopToken);
        }
        else if (cmdlet.StopToken.WaitHandle.WaitOne(milliseconds))
        {
            cmdlet.StopToken.ThrowIfCancellationRequested();
        }
    }

    private TimeSpan NextTurn(Entry entry)
    {
        if (entry.Pending is not null)
        {
            return Sum(Max(entry.Deadline, _clock.Elapsed), Second);
        }

        // A due entry that has not started is waiting for a free slot, so it is enough to wait for another check to complete.
        return entry.NextLook > _looked
            ? Min(entry.NextLook, entry.Deadline)
            : entry.HasLooked ? entry.Deadline : TimeSpan.MaxValue;
    }

    private static TimeSpan Sum(TimeSpan one, TimeSpan other) => one > TimeSpan.MaxValue - other ? TimeSpan.MaxValue : one + other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed class Entry(TWait wait, TimeSpan deadline)
    {
        public TWait Wait { get; } = wait;

        public TimeSpan Deadline { get; } = deadline;

        public TimeSpan NextLook { get; set; }

        public bool HasLooked { get; set; }

        public bool IsDone { get; set; }

        public PendingCall<TAnswer>? Pending { get; set; }
    }
}
