using System.Runtime.ExceptionServices;

namespace TencentLvb.Cmdlets;

/// <summary>Work off the pipeline thread, and what it has to say. The task itself never fails.</summary>
internal abstract class PendingCall(CallLog notes)
{
    private readonly TaskCompletionSource<bool> _over = new();

    public CallLog Notes { get; } = notes;

    public Task Task => _over.Task;

    public LvbException? Error => Failure as LvbException;

    /// <summary>Whether the work is over and has brought a value.</summary>
    public bool Succeeded => Task.IsCompleted && Failure is null;

    /// <summary>What the work ended with, when it failed.</summary>
    protected Exception? Failure { get; private set; }

    /// <summary>The work failed.</summary>
    public void Fail(Exception failure)
    {
        Failure = failure;
        _over.SetResult(false);
    }

    /// <summary>The value is there.</summary>
    protected void Succeed() => _over.SetResult(true);
}

/// <summary>Work off the pipeline thread: its value or its error.</summary>
internal sealed class PendingCall<T> : PendingCall
{
    private readonly Func<CallLog, CancellationToken, Task<T>>? _work;
    private readonly HttpTransport? _client;
    private readonly TransportMessage<T>? _request;
    private readonly CancellationToken _cancellation;
    private T? _value;

    /// <summary>Whether nobody wants it any more.</summary>
    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>Work of any kind; it is not started yet.</summary>
    public PendingCall(Func<CallLog, CancellationToken, Task<T>> work, CallLog notes, CancellationToken cancellation)
        : base(notes)
    {
        _work = work;
        _cancellation = cancellation;
    }

    /// <summary>A call; it is not started yet.</summary>
    public PendingCall(HttpTransport client, TransportMessage<T> request, CallLog notes, CancellationToken cancellation)
        : base(notes)
    {
        _client = client;
        _request = request;
        _cancellation = cancellation;
    }

    /// <summary>Starts work on a thread of the pool.</summary>
    public static PendingCall<T> Start(Func<CallLog, CancellationToken, Task<T>> work, CallLog notes, CancellationToken cancellation) =>
        new PendingCall<T>(work, notes, cancellation).Start();

    /// <summary>Starts the work on a thread of the pool: its first steps may look up names and proxies, and a stop must not wait for these.</summary>
    public PendingCall<T> Start()
    {
        ThreadPool.UnsafeQueueUserWorkItem(static pending => _ = ((PendingCall<T>)pending!).RunAsync(), this);
        return this;
    }

    /// <summary>The same work once more, not started yet.</summary>
    public PendingCall<T> Again(CallLog notes) => _work is not null
        ? new PendingCall<T>(_work, notes, _cancellation)
        : new PendingCall<T>(_client!, _request!, notes, _cancellation);

    /// <summary>Does the work here and now.</summary>
    public Task<T> Begin() => _work is not null ? _work(Notes, _cancellation) : _client!.SendAsync(_request!, Notes, _cancellation);

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
