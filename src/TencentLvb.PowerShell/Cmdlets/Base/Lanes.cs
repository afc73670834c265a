using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Does work in the order in which it comes, so much of it at once. Each lane takes the next piece when it has done one, so that the line
/// is kept busy without the pipeline thread, which need not wake for each.
/// </summary>
internal sealed class Lanes<T>
{
    private readonly object _gate = new();
    private readonly Queue<Outcome<T>> _waiting = new();
    private int _open;

    /// <summary>Adds a piece of work, and a lane if there are fewer than so many.</summary>
    public void Add(Outcome<T> outcome, int limit)
    {
        lock (_gate)
        {
            _waiting.Enqueue(outcome);
            if (_open >= limit)
            {
                return;
            }

            _open++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static lanes => _ = ((Lanes<T>)lanes!).RunAsync(), this);
    }

    private async Task RunAsync()
    {
        while (TryTake(out var outcome))
        {
            if (outcome.IsCancelled)
            {
                // There may be hundreds, and an exception that is thrown takes its time.
                outcome.Fail(new OperationCanceledException());
                continue;
            }

            T value;
            try
            {
                value = await outcome.Begin().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever it is, the pipeline thread throws it again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                outcome.Fail(e);
                continue;
            }

            outcome.Succeed(value);
        }
    }

    private bool TryTake(out Outcome<T> outcome)
    {
        lock (_gate)
        {
            if (_waiting.Count > 0)
            {
                outcome = _waiting.Dequeue();
                return true;
            }

            _open--;
            outcome = null!;
            return false;
        }
    }
}
