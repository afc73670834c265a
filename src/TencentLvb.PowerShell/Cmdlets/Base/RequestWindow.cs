using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using TencentLvb.Client;

namespace TencentLvb.Cmdlets;

/// <summary>
/// An ordered window of calls in flight inside one cmdlet: so many at once, results in the order of the input, memory
/// constant. Lives on the pipeline thread; the workers never touch the cmdlet.
/// </summary>
internal sealed class RequestWindow<TItem, TValue>(
    LvbCmdlet cmdlet,
    int limit,
    Func<TItem, LvbRequest<TValue>> request,
    Action<TItem, TValue> emit,
    Func<TItem, object?> target)
{
    private readonly Queue<InFlight> _queue = new();

    /// <summary>How many calls may be in flight from now on; with 0 nothing more is started or emitted. May change while emitting.</summary>
    public int Limit { get; set; } = limit;

    /// <summary>Starts a call; first emits what is finished at the head, and waits for a free place.</summary>
    public void Add(TItem item)
    {
        while (Limit > 0 && (_queue.Count >= Limit || (_queue.Count > 0 && _queue.Peek().Outcome.Task.IsCompleted)))
        {
            EmitHead();
        }

        if (Limit <= 0)
        {
            return;
        }

        var client = cmdlet.Account.Client;
        LvbRequest<TValue> call;
        try
        {
            call = request(item);
        }
        catch (LvbException error)
        {
            // Keep the order: what came before is told first.
            Drain();
            cmdlet.WriteError(error, target(item));
            return;
        }

        Func<CallNotes, CancellationToken, Task<TValue>> work = (notes, cancellation) => client.SendAsync(call, notes, cancellation);
        _queue.Enqueue(new InFlight(item, cmdlet.Start(client, call, work), work));
        if (Limit == 1)
        {
            // Behind a source that waits, the next input may be a long time coming.
            EmitHead();
        }
    }

    /// <summary>Waits for everything in flight and emits it.</summary>
    public void Drain()
    {
        while (Limit > 0 && _queue.Count > 0)
        {
            EmitHead();
        }
    }

    private void EmitHead()
    {
        var head = _queue.Dequeue();
        try
        {
            emit(head.Item, cmdlet.Finish(head.Outcome, head.Work));
        }
        catch (LvbException error)
        {
            cmdlet.WriteError(error, target(head.Item));
        }
    }

    private sealed record InFlight(TItem Item, Outcome<TValue> Outcome, Func<CallNotes, CancellationToken, Task<TValue>> Work);
}
