using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>A receiver on a free port, and a pipeline that reads what the test allows.</summary>
internal sealed class ReceiverFixture : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Queue<QueuedEvent> _passed = new();

    public ReceiverFixture(
        EventSpool? spool = null,
        bool duplicates = false,
        EventPolicy? policy = null,
        EventFilter? filter = null,
        string[]? allowed = null,
        string path = "/",
        HttpServerOptions? limits = null)
    {
        var options = new EventReceiverOptions
        {
            Addresses = [ListenPrefix.Parse("http://127.0.0.1:0" + path)],
            AllowedAddresses = Array.ConvertAll(allowed ?? [], text => CidrBlock.Parse(text)!),
            Filter = filter ?? new EventFilter(null, null),
            Duplicates = duplicates ? null : new DuplicateFilter(),
            Limits = limits ?? new HttpServerOptions(),
        };
        Duplicates = options.Duplicates;
        Receiver = new EventReceiver(options, Signed.Reader(policy), spool);
        foreach (var (key, at) in spool?.KnownKeys ?? [])
        {
            options.Duplicates?.Remember(key, at);
        }

        spool?.Replay(Receiver.Inbox, options.Filter);
        Receiver.Start();
    }

    public EventReceiver Receiver { get; }

    public DuplicateFilter? Duplicates { get; }

    public IPEndPoint EndPoint => Receiver.EndPoints[0];

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<LvbEvent> Emitted { get; } = new();

    /// <summary>The next event, whose result is not yet set.</summary>
    public QueuedEvent Take(int seconds = 20)
    {
        if (_passed.TryDequeue(out QueuedEvent? earlier))
        {
            return earlier;
        }

        while (Receiver.Inbox.TryTake(TimeSpan.FromSeconds(seconds), default, out QueuedEvent? delivery, out string? warning))
        {
            if (warning is not null)
            {
                Warnings.Enqueue(warning);
            }
            else if (delivery is not null)
            {
                return delivery;
            }
        }

        throw new TimeoutException("no event arrived");
    }

    /// <summary>The next warning.</summary>
    public string Warning()
    {
        while (Receiver.Inbox.TryTake(TimeSpan.FromSeconds(20), default, out QueuedEvent? delivery, out string? warning))
        {
            if (warning is not null)
            {
                return warning;
            }

            if (delivery is not null)
            {
                _passed.Enqueue(delivery);
            }
        }

        throw new TimeoutException("no warning was written");
    }

    /// <summary>From now on, reads every event on a separate thread.</summary>
    public Task TakeAll() => Task.Factory.StartNew(
        () =>
        {
            try
            {
                while (Receiver.Inbox.TryTake(Timeout.InfiniteTimeSpan, _end.Token, out QueuedEvent? delivery, out string? warning))
                {
                    if (delivery is not null)
                    {
                        Emitted.Enqueue(delivery.Load());
                        delivery.Complete(EventDisposition.Taken);
                    }
                    else if (warning is not null)
                    {
                        Warnings.Enqueue(warning);
                    }
                }
            }
            catch (OperationCanceledException)
            {
            }
        },
        TaskCreationOptions.LongRunning);

    public RawClient Client() => new(EndPoint);

    /// <summary>Posts without waiting for the response.</summary>
    public RawClient Post(byte[] body, string path = "/")
    {
        RawClient client = Client();
        client.Send($"POST {path} HTTP/1.1\r\nHost: lvb.example.com\r\nContent-Type: application/json\r\nContent-Length: "
            + $"{body.Length}\r\n\r\n");
        client.Send(body);
        return client;
    }

    public int Status(byte[] body, string path = "/")
    {
        using RawClient client = Post(body, path);
        return client.Read().Status;
    }

    public int Status(string request)
    {
        using RawClient client = Client();
        client.Send(request);
        return client.Read(withBody: false).Status;
    }

    /// <summary>Waits until this number of events waits for the pipeline.</summary>
    public void Await(int waiting) => Assert.True(SpinWait.SpinUntil(() => Receiver.Inbox.Count == waiting, 20_000),
        $"{Receiver.Inbox.Count} wait");

    public void Dispose()
    {
        _end.Cancel();
        Receiver.Dispose();
        _end.Dispose();
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
