namespace TencentLvb.Notifications;

/// <summary>
/// Large bodies are unpacked and read a few at a time, and of one source only so many wait: a packed request of a kilobyte can cost more
/// than a thousand notifications, and anybody can send it. Small bodies, as notifications are, need no turn.
/// </summary>
/// <param name="atOnce">How many are read at a time.</param>
internal sealed class LargeBodyTurns(int atOnce)
{
    /// <summary>What every body may have without a turn, packed or not.</summary>
    public const int Small = HttpBodyMemory.Free;

    // One that is read and a few behind it: more than a sender of notifications ever has.
    public const int MaxPerSource = 4;

    private readonly object _gate = new();
    private readonly Dictionary<HttpSource, int> _bySource = [];
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _running;

    /// <summary>Half of the processors read large bodies.</summary>
    public LargeBodyTurns()
        : this(Math.Max(1, Environment.ProcessorCount / 2))
    {
    }

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <returns>Null when too many of the source wait already.</returns>
    public async Task<IDisposable?> EnterAsync(HttpSource source)
    {
        TaskCompletionSource<bool>? turn = null;
        lock (_gate)
        {
            _bySource.TryGetValue(source, out var own);
            if (own >= MaxPerSource)
            {
                return null;
            }

            _bySource[source] = own + 1;
            if (_running < atOnce)
            {
                _running++;
            }
            else
            {
                _waiting.Enqueue(turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }

        if (turn is not null)
        {
            await turn.Task.ConfigureAwait(false);
        }

        return new Turn(this, source);
    }

    private void Leave(HttpSource source)
    {
        lock (_gate)
        {
            if (--_bySource[source] == 0)
            {
                _bySource.Remove(source);
            }

            if (_waiting.Count > 0)
            {
                _waiting.Dequeue().SetResult(true);
            }
            else
            {
                _running--;
            }
        }
    }

    private sealed class Turn(LargeBodyTurns turns, HttpSource source) : IDisposable
    {
        public void Dispose() => turns.Leave(source);
    }
}
