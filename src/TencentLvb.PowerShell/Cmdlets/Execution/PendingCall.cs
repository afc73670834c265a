using System.Runtime.ExceptionServices;

namespace TencentLvb.Cmdlets;

/// <summary>Work off the pipeline thread, and what it has to say. The task itself never fails.</summary>
internal abstract class PendingCall(CallLog log)
{
    private static readonly object Over = new();

    // Null while the work goes on and nobody waits for it, then what they wait for, and Over in the end: most work is over before
    // anybody looks.
    private object? _state;

    public CallLog Log { get; } = log;

    public bool IsCompleted => ReferenceEquals(Volatile.Read(ref _state), Over);

    /// <summary>Ends when the work is over; never fails. Ask <see cref="IsCompleted"/> where that is enough.</summary>
    public Task Task
    {
        get
        {
            var state = Volatile.Read(ref _state);
            if (state is null)
            {
                var waiting = new TaskCompletionSource<bool>();
                state = Interlocked.CompareExchange(ref _state, waiting, null) ?? waiting;
            }

            return state is TaskCompletionSource<bool> source ? source.Task : Task.CompletedTask;
        }
    }

    public LvbException? Error => Failure as LvbException;

    /// <summary>Whether the work is over and has brought a value.</summary>
    public bool Succeeded => IsCompleted && Failure is null;

    /// <summary>What the work ended with, when it failed.</summary>
    protected Exception? Failure { get; private set; }

    /// <summary>The work failed.</summary>
    public void Fail(Exception failure)
    {
        Failure = failure;
        End();
    }

    /// <summary>The value is there.</summary>
    protected void Succeed() => End();

    private void End() => (Interlocked.Exchange(ref _state, Over) as TaskCompletionSource<bool>)?.SetResult(true);
}

/// <summary>Work off the pipeline thread: its value or its error.</summary>
internal sealed class PendingCall<T> : PendingCall
{
    // An operation, or a function; one field for both, since there may be a hundred thousand of these.
    private readonly object _work;
    private readonly OperationScope? _scope;
    private readonly CancellationToken _cancellation;
    private T? _value;

    /// <summary>Work of any kind; it is not started yet.</summary>
    public PendingCall(Func<CallLog, CancellationToken, Task<T>> work, CallLog log, CancellationToken cancellation)
        : this(work, null, log, cancellation)
    {
    }

    /// <summary>An operation; it is not started yet.</summary>
    public PendingCall(LvbOperation<T> operation, OperationScope scope, CallLog log, CancellationToken cancellation)
        : this((object)operation, scope, log, cancellation)
    {
    }

    private PendingCall(object work, OperationScope? scope, CallLog log, CancellationToken cancellation)
        : base(log)
    {
        _work = work;
        _scope = scope;
        _cancellation = cancellation;
    }

    /// <summary>Whether nobody wants it any more.</summary>
    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>
    /// Starts the work on a thread of the pool: its first steps may look up names and proxies, and a stop must not wait for these.
    /// </summary>
    public PendingCall<T> Start()
    {
        ThreadPool.UnsafeQueueUserWorkItem(static pending => _ = ((PendingCall<T>)pending!).RunAsync(), this);
        return this;
    }

    /// <summary>The same work once more, not started yet.</summary>
    public PendingCall<T> Again(CallLog log) => new(_work, _scope, log, _cancellation);

    /// <summary>Does the work here and now.</summary>
    public Task<T> Begin() => _work is LvbOperation<T> operation
        ? operation.RunAsync(new OperationContext(_scope!, Log), _cancellation)
        : ((Func<CallLog, CancellationToken, Task<T>>)_work)(Log, _cancellation);

    public void Succeed(T value)
    {
        _value = value;
        Succeed();
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

    private async Task RunAsync()
    {
        try
        {
            Succeed(await Begin().ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever it is, the pipeline thread throws it again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(e);
        }
    }
}
