using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Unit.Transport;

/// <summary>A server that counts requests and connections and misbehaves exactly as a test specifies: a bare socket, so nothing is
/// hidden.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    public const string Live = """{"errmsg":"","message":"","output":[{"rate_type":0,"recv_type":1,"status":1}],"ret":0,"retcode":0}""";
    public const string TaskStarted = """{"errmsg":"","message":"","output":{"task_id":42},"ret":0,"retcode":0}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<WireExchange, Task> _script;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Socket, Task> _open = new();
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly Task _accepting;
    private int _accepted;
    private int _mostOpen;
    private int _waiting;

    public WireServer(Func<WireExchange, Task> script, int backlog = 512)
    {
        _script = script;
        _listener.Start(backlog);
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/common_access");
        _accepting = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>What to do with a new connection before anything is read; false closes it.</summary>
    public Func<Socket, int, bool> OnConnect { get; init; } = (_, _) => true;

    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The maximum number of connections that were open at once.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    public int OpenNow => _open.Count;

    /// <summary>The number of clients that wait for a response that will not be sent.</summary>
    public int WaitingNow => Volatile.Read(ref _waiting);

    /// <summary>Every request whose headers arrived completely.</summary>
    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    /// <summary>Responds to the requests with these bodies in turn, and then always with the last one.</summary>
    public static WireServer Answering(params string[] bodies) => new(e => e.Answer(bodies[Math.Min(e.Index, bodies.Length - 1)]));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }

        await Task.WhenAll([_accepting, .. _open.Values]).WaitAsync(TimeSpan.FromSeconds(10));
        _end.Dispose();
    }

    public void Waiting(int more) => Interlocked.Add(ref _waiting, more);

    /// <summary>Accepts no more connections: the next one is refused.</summary>
    public void StopListening() => _listener.Stop();

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException
                or InvalidOperationException)
            {
                return;
            }

            var number = Interlocked.Increment(ref _accepted) - 1;
            var started = new TaskCompletionSource();
            _open[socket] = Task.Run(async () =>
            {
                await started.Task;
                await ServeAsync(socket, number);
            });
            InterlockedMax(ref _mostOpen, _open.Count);
            started.SetResult();
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        try
        {
            socket.NoDelay = true;
            var waiting = new List<byte>();
            while (OnConnect(socket, number) && await ReadAsync(socket, waiting) is { } request)
            {
                var index = 0;
                lock (_requests)
                {
                    index = _requests.Count;
                    _requests.Enqueue(request);
                }

                var exchange = new WireExchange(this, socket, request, index, _end.Token);
                await _script(exchange);
                if (exchange.IsOver)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
        finally
        {
            socket.Dispose();
            _open.TryRemove(socket, out _);
        }
    }

    private async Task<WireRequest?> ReadAsync(Socket socket, List<byte> waiting)
    {
        var buffer = new byte[8192];
        while (true)
        {
            byte[] bytes = [.. waiting];
            var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = Encoding.UTF8.GetString(bytes, 0, end);
                var length = Header(head, "Content-Length") is { } told ? int.Parse(told, CultureInfo.InvariantCulture) : 0;
                if (bytes.Length >= end + 4 + length)
                {
                    waiting.RemoveRange(0, end + 4 + length);
                    return new WireRequest(head, Encoding.UTF8.GetString(bytes, end + 4, length), DateTimeOffset.UtcNow);
                }
            }

            var read = await socket.ReceiveAsync(buffer, _end.Token);
            if (read == 0)
            {
                return null;
            }

            waiting.AddRange(buffer.AsSpan(0, read));
        }
    }

    internal static string? Header(string head, string name) => head.Split("\r\n").Skip(1)
        .Where(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(l => l[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}

/// <summary>A request as it was sent.</summary>
internal sealed record WireRequest(string Head, string Body, DateTimeOffset At)
{
    public string Target => Head.Split(' ')[1];

    /// <summary>A parameter of the query, decoded; null when it is missing.</summary>
    public string? this[string name] => Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&')
        .Select(p => p.Split('=', 2))
        .Where(p => p[0] == name)
        .Select(p => Uri.UnescapeDataString(p[1]))
        .FirstOrDefault();

    public string? Header(string name) => WireServer.Header(Head, name);
}

/// <summary>One request and its scripted response.</summary>
internal sealed class WireExchange(WireServer server, Socket socket, WireRequest request, int index, CancellationToken end)
{
    public WireServer Server { get; } = server;

    public WireRequest Request { get; } = request;

    /// <summary>The number of requests before this one.</summary>
    public int Index { get; } = index;

    public bool IsOver { get; private set; }

    public Task Answer(string body, int status = 200, string headers = "", string type = "text/plain") =>
        Raw($"HTTP/1.1 {status} Said\r\nContent-Type: {type}\r\nContent-Length: "
            + $"{Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    public async Task Raw(string bytes) => await socket.SendAsync(Encoding.UTF8.GetBytes(bytes), end);

    public async Task Raw(byte[] bytes) => await socket.SendAsync(bytes, end);

    /// <summary>Closes the connection cleanly, without another byte.</summary>
    public Task Close()
    {
        IsOver = true;
        socket.Shutdown(SocketShutdown.Both);
        return Task.CompletedTask;
    }

    /// <summary>Closes with a reset.</summary>
    public Task Reset()
    {
        IsOver = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }

    /// <summary>Announces a whole response, sends half of it, and closes.</summary>
    public async Task Half(string body)
    {
        await Raw($"HTTP/1.1 200 Said\r\nContent-Length: {body.Length}\r\n\r\n{body[..(body.Length / 2)]}");
        await Close();
    }

    /// <summary>Sends nothing until the client disconnects or the test ends.</summary>
    public async Task Silence()
    {
        IsOver = true;
        Server.Waiting(1);
        try
        {
            await socket.ReceiveAsync(new byte[1], end);
        }
        finally
        {
            Server.Waiting(-1);
        }
    }
}
