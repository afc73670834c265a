using System.Runtime.ExceptionServices;

namespace TencentLvb.Cmdlets;

/// <summary>Represents work off the pipeline thread, with its notes. The task itself never fails.</summary>
internal abstract class PendingCall(CallLog log)
{
    private static readonly object Over = new();

    // Null while the work is running and nothing waits for it, then the task that is waited for, and finally Over. Most work completes
    // before anything waits for it.
    private object? _state;

    public CallLog Log { get; } = log;

    public bool IsCompleted => ReferenceEquals(Volatile.Read(ref _state), Over);

    /// <summary>Gets a task that completes with the work and never fails. Use <see cref="IsCompleted"/> where possible.</summary>
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

    /// <summary>Indicates whether the work completed with a value.</summary>
    public bool Succeeded => IsCompleted && Failure is null;

    /// <summary>Gets the exception of failed work.</summary>
    protected Exception? Failure { get; private set; }

    /// <summary>Completes the work with a failure.</summary>
    public void Fail(Exception failure)
    {
        Failure = failure;
        End();
    }

    /// <summary>Completes the work with a value.</summary>
    protected void Succeed() => End();

    private void End() => (Interlocked.Exchange(ref _state, Over) as TaskCompletionSource<bool>)?.SetResult(true);
}

/// <summary>Represents work off the pipeline thread, with its value or error.</summary>
internal sealed class PendingCall<T> : PendingCall
{
    // An operation or a function. One field for both, because there may be a hundred thousand instances.
    private readonly object _work;
    private readonly OperationScope? _scope;
    private readonly CancellationToken _cancellation;
    private T? _value;

    /// <summary>Creates work of any kind without starting it.</summary>
    public PendingCall(Func<CallLog, CancellationToken, Task<T>> work, CallLog log, CancellationToken cancellation)
        : this(work, null, log, cancellation)
    {
    }

    /// <summary>Creates the work of an operation without starting it.</summary>
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

    /// <summary>Indicates whether the result is no longer required.</summary>
    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>
    /// Starts the work on a thread-pool thread. Its first steps may look up names and proxies, and a stop must not wait for them.
    /// </summary>
    public PendingCall<T> Start()
    {
        ThreadPool.UnsafeQueueUserWorkItem(static pending => _ = ((PendingCall<T>)pending!).RunAsync(), this);
        return this;
    }

    /// <summary>Creates the same work again without starting it.</summary>
    public PendingCall<T> Again(CallLog log) => new(_work, _scope, log, _cancellation);

    /// <summary>Runs the work on the current thread.</summary>
    public Task<T> Begin() => _work is LvbOperation<T> operation
        ? operation.RunAsync(new OperationContext(_scope!, Log), _cancellation)
        : ((Func<CallLog, CancellationToken, Task<T>>)_work)(Log, _cancellation);

    public void Succeed(T value)
    {
        _value = value;
        Succeed();
    }

    /// <summary>Returns the value, or throws the original exception of the work.</summary>
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
#pragma warning disable CA1031 // Any exception: the pipeline thread throws it again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(e);
        }
    }
}
