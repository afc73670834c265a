using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;

namespace TencentLvb.Bench;

/// <summary>Receive-LvbEvent at 500 events per second for a minute, with and without a spool, compared with a plain loop that accepts,
/// reads and responds. Arguments: seconds (60), events per second (500).</summary>
internal static class EventsBench
{
    private const string KeyText = "bench-0123456789abcdef0123456789";

    public static async Task Run(Table table, string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 60;
        var rate = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 500;
        using var key = Key();
        EventLoadResult bare;
        using (var loop = new BareLoop())
        {
            bare = await new EventLoad(loop.EndPoint, key, rate, seconds).RunAsync();
        }

        await Measure(table, "Receive-LvbEvent", key, rate, seconds, bare, null);
        var folder = Path.Combine(Path.GetTempPath(), "lvb-bench-" + Guid.NewGuid().ToString("n"));
        try
        {
            await Measure(table, "with -SpoolPath", key, rate, seconds, bare, folder);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>The callback key.</summary>
    public static SecureString Key()
    {
        var key = new SecureString();
        foreach (var character in KeyText)
        {
            key.AppendChar(character);
        }

        key.MakeReadOnly();
        return key;
    }

    private static async Task Measure(Table table, string name, SecureString key, int rate, int seconds, EventLoadResult bare,
        string? spool)
    {
        var seen = new SeenEvents(rate * seconds);
        using var receiver = new RunningReceiver(key, seen, spool);
        var load = new EventLoad(receiver.EndPoint, key, rate, seconds);
        var result = await load.RunAsync();
        table.Ratio($"{name}: latency, median", result.Percentile(50), bare.Percentile(50), "ms");
        table.Ratio($"{name}: latency, 99 %", result.Percentile(99), bare.Percentile(99), "ms");
        table.Ratio($"{name}: latency, worst", result.Percentile(100), bare.Percentile(100), "ms");
        table.Value($"{name}: acknowledged within a second", 100.0 * result.Within(1000) / result.Sent, "%", "99.9 %");
        SpinWait.SpinUntil(() => seen.Missing == 0, 10_000);
        table.Value($"{name}: of {result.Sent} events lost", seen.Missing, "", "0");
        table.Value($"{name}: emitted twice", seen.Twice, "", "0");
        table.Ratio($"{name}: live memory at the end, relative to a quarter (keys are kept for half an hour)", result.MemoryAtEnd,
            result.MemoryAtQuarter, "MB", "flat");
    }
}

/// <summary>Records which events the pipeline has processed. Called from script.</summary>
public sealed class SeenEvents(int count)
{
    private readonly byte[] _seen = new byte[count];
    private int _missing = count;

    /// <summary>The number of missing events.</summary>
    public int Missing => Volatile.Read(ref _missing);

    /// <summary>The number of events that were emitted more than once.</summary>
    public int Twice { get; private set; }

    /// <summary>Records an event.</summary>
    public void Mark(int number)
    {
        if (_seen[number]++ == 0)
        {
            Interlocked.Decrement(ref _missing);
        }
        else
        {
            Twice++;
        }
    }
}

/// <summary>Receive-LvbEvent in a runspace, with a script block that records its events.</summary>
internal sealed class RunningReceiver : IDisposable
{
    private readonly Runspace _runspace;
    private readonly PowerShell _shell;

    public RunningReceiver(SecureString key, SeenEvents seen, string? spool)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(typeof(LvbEvent).Assembly.Location);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        _shell = PowerShell.Create(_runspace);
        var parameters = new Hashtable { ["Prefix"] = "http://127.0.0.1:0/", ["Key"] = key, ["Verbose"] = true };
        if (spool is not null)
        {
            parameters["SpoolPath"] = spool;
        }

        _shell.AddScript("param($all, $seen) Receive-LvbEvent @all | ForEach-Object { $seen.Mark([int]$_.Sequence) }")
            .AddArgument(parameters).AddArgument(seen);
        _shell.BeginInvoke();
        if (!SpinWait.SpinUntil(() => _shell.Streams.Verbose.Count > 0, 30_000))
        {
            throw new InvalidOperationException("Receive-LvbEvent did not start: " + string.Join(' ', _shell.Streams.Error));
        }

        var text = _shell.Streams.Verbose[0].Message;
        EndPoint = IPEndPoint.Parse(text[(text.IndexOf("http://", StringComparison.Ordinal) + 7)..].TrimEnd('/'));
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>The warnings so far.</summary>
    public IReadOnlyList<string> Warnings => _shell.Streams.Warning.ToArray().Select(warning => warning.Message).ToList();

    public void Dispose()
    {
        _shell.Stop();
        _shell.Dispose();
        _runspace.Dispose();
    }
}

/// <summary>The simplest server: accept, read a request, respond with 200, repeat.</summary>
internal sealed class BareLoop : IDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"code\":0}");
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public BareLoop()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    // The load sends a request in one piece, and the next one after the response.
    private static async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer) > 0)
            {
                await socket.SendAsync(Answer);
            }
        }
    }
}
