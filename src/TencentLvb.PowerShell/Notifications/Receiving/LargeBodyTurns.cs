namespace TencentLvb.Notifications;

/// <summary>
/// Limits how many large bodies are decompressed and read at a time, and how many of one source wait. A compressed request of one
/// kilobyte can cost more than a thousand notifications, and anyone can send it. Small bodies, the usual size of notifications, are not
/// limited.
/// </summary>
/// <param name="atOnce">The number of bodies that are read at a time.</param>
internal sealed class LargeBodyTurns(int atOnce)
{
    /// <summary>The size up to which a body is not limited, compressed or not.</summary>
    public const int Small = HttpBodyMemory.Free;

    // One that is being read and a few that wait: more than a sender of notifications ever has.
    public const int MaxPerSource = 4;

    private readonly object _gate = new();
    private readonly Dictionary<HttpSource, int> _bySource = [];
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _running;

    /// <summary>Uses half of the processors for large bodies.</summary>
    public LargeBodyTurns()
        : this(Math.Max(1, Environment.ProcessorCount / 2))
    {
    }

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <returns>Null if too many bodies of the source are already waiting.</returns>
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
