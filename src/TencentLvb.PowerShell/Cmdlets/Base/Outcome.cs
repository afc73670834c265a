using System;
using System.Threading;
using System.Threading.Tasks;
using TencentLvb.Client;

namespace TencentLvb.Cmdlets;

/// <summary>Work that was started off the pipeline thread: its value or its error, and what it has to say. The task itself never fails.</summary>
internal sealed class Outcome<T>
{
    private T? _value;
    private Exception? _failure;

    private Outcome(CallNotes notes) => Notes = notes;

    public CallNotes Notes { get; }

    public Task Task { get; private set; } = Task.CompletedTask;

    public LvbException? Error => _failure as LvbException;

    /// <summary>Starts the work on a thread of the pool.</summary>
    public static Outcome<T> Start(Func<CallNotes, CancellationToken, Task<T>> work, CallNotes notes, CancellationToken cancellation)
    {
        var outcome = new Outcome<T>(notes);
        outcome.Task = Task.Run(() => outcome.RunAsync(work, cancellation), CancellationToken.None);
        return outcome;
    }

    /// <summary>The value; throws the work's error as it was.</summary>
    public T ValueOrThrow()
    {
        if (_failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(_failure).Throw();
        }

        return _value!;
    }

    private async Task RunAsync(Func<CallNotes, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            _value = await work(Notes, cancellation).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, the pipeline thread throws it again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e;
        }
    }
}
