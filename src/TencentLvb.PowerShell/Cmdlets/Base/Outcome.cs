using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using TencentLvb.Client;

namespace TencentLvb.Cmdlets;

/// <summary>Work that was started off the pipeline thread, and what it has to say. The task itself never fails.</summary>
internal abstract class Outcome(CallNotes notes)
{
    public CallNotes Notes { get; } = notes;

    public Task Task { get; protected set; } = Task.CompletedTask;

    /// <summary>What the work ended with, when it failed.</summary>
    protected Exception? Failure { get; set; }

    public LvbException? Error => Failure as LvbException;

    /// <summary>Whether the work is over and has brought a value.</summary>
    public bool Succeeded => Task.IsCompleted && Failure is null;
}

/// <summary>Work that was started off the pipeline thread: its value or its error.</summary>
internal sealed class Outcome<T> : Outcome
{
    private T? _value;

    private Outcome(CallNotes notes)
        : base(notes)
    {
    }

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
        if (Failure is not null)
        {
            ExceptionDispatchInfo.Capture(Failure).Throw();
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
            Failure = e;
        }
    }
}
