using System.Diagnostics;

namespace TencentLvb.Operations;

/// <summary>
/// Caches responses that several operations of one command require, for example the online list, which contains the push domain of each
/// stream. Each is requested once; operations that start in the meantime wait for the same response. A failure is not cached.
/// </summary>
internal sealed class CommandCache
{
    private readonly object _gate = new();
    private readonly Dictionary<object, Entry> _entries = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Returns the cached response, or else the result of <paramref name="fetch"/>.</summary>
    /// <param name="key">The key of the response; equal keys share one response.</param>
    /// <param name="lifetime">How long a response can be used; null for the duration of the command.</param>
    /// <param name="fetch">Sends the request; runs in the first operation.</param>
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
#pragma warning disable CA1031 // All operations that wait for the response receive the failure.
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

        /// <summary>Gets or sets the time of the response on the cache's clock.</summary>
        public TimeSpan Age { get; set; }
    }
}
