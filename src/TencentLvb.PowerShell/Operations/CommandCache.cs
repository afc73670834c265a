using System.Diagnostics;

namespace TencentLvb.Operations;

/// <summary>
/// Answers that several operations of one command need: the online list that tells each stream's push domain, for example. Each is asked
/// for once; operations that come while it is under way wait for the same answer. A failure is not kept.
/// </summary>
internal sealed class CommandCache
{
    private readonly object _gate = new();
    private readonly Dictionary<object, Entry> _entries = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>The answer that is at hand, or else what <paramref name="fetch"/> brings.</summary>
    /// <param name="key">What the answer is known by; equal keys share one answer.</param>
    /// <param name="lifetime">How long an answer may be used; null for as long as the command runs.</param>
    /// <param name="fetch">Asks the service; runs in the operation that comes first.</param>
    public Task<T> GetAsync<T>(object key, TimeSpan? lifetime, Func<Task<T>> fetch)
    {
        TaskCompletionSource<T> source;
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var known) && !known.Task.IsFaulted && !known.Task.IsCanceled
                && !(lifetime is { } limit && known.Task.IsCompleted && _clock.Elapsed - known.Age >= limit))
            {
                return (Task<T>)known.Task;
            }

            source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _entries[key] = new Entry(source.Task);
        }

        return FetchAsync(key, source, fetch);
    }

    private async Task<T> FetchAsync<T>(object key, TaskCompletionSource<T> source, Func<Task<T>> fetch)
    {
        try
        {
            var value = await fetch().ConfigureAwait(false);
            lock (_gate)
            {
                if (_entries.TryGetValue(key, out var entry) && entry.Task == source.Task)
                {
                    entry.Age = _clock.Elapsed;
                }
            }

            source.SetResult(value);
        }
        catch (OperationCanceledException)
        {
            source.TrySetCanceled();
        }
#pragma warning disable CA1031 // Whoever waits for the answer gets the failure.
        catch (Exception e)
#pragma warning restore CA1031
        {
            source.TrySetException(e);
        }

        return await source.Task.ConfigureAwait(false);
    }

    private sealed class Entry(Task task)
    {
        public Task Task { get; } = task;

        /// <summary>When the answer came, by the cache's clock.</summary>
        public TimeSpan Age { get; set; }
    }
}
