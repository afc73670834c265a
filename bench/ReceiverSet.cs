using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Bench;

/// <summary>nginx, two receivers in a PowerShell each, and Redis, all on loopback and in separate processes.</summary>
internal sealed class ReceiverSet(string folder) : IDisposable
{
    private const string Key = "bench-0123456789abcdef0123456789";

    private readonly List<Process> _processes = [];
    private readonly int[] _ports = [FreePort(), FreePort()];
    private readonly int _redis = FreePort();
    private readonly int _nginx = FreePort();
    private Process? _first;

    /// <summary>The address for notifications: nginx.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, _nginx);

    public async Task StartAsync()
    {
        _processes.Add(Launch("redis-server", "--port", Text(_redis), "--bind", "127.0.0.1", "--save", "", "--dir", folder));
        await ListensAsync(_redis);
        _first = Receiver(0);
        _processes.Add(Receiver(1));
        await ListensAsync(_ports[0]);
        await ListensAsync(_ports[1]);
        var pattern = File.ReadAllText(Path.Combine(Repository.Root, "bench", "Scaling", "nginx.conf"));
        var conf = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(conf, pattern
            .Replace("{first}", Text(_ports[0]), StringComparison.Ordinal)
            .Replace("{second}", Text(_ports[1]), StringComparison.Ordinal)
            .Replace("{listen}", Text(_nginx), StringComparison.Ordinal));
        _processes.Add(Launch("nginx", "-p", folder, "-c", conf, "-e", "error.log"));
        await ListensAsync(_nginx);
    }

    /// <summary>Ends the first receiver as a power failure would (SIGKILL).</summary>
    public void KillFirst()
    {
        _first!.Kill();
        _first.WaitForExit();
        _first.Dispose();
        _first = null;
    }

    public async Task StartFirstAsync()
    {
        _first = Receiver(0);
        await ListensAsync(_ports[0]);
    }

    /// <summary>The number that Redis returns for a command.</summary>
    public int Count(params string[] command)
    {
        using var client = Ask(command, out var reader);
        var answer = reader.ReadLine()!;
        return answer switch
        {
            "$-1" => 0,
            ['$', ..] => int.Parse(reader.ReadLine()!, CultureInfo.InvariantCulture),
            _ => int.Parse(answer.AsSpan(1), CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The numbers of the events in order of arrival.</summary>
    public List<int> Numbers()
    {
        using var client = Ask(["LRANGE", "lvb:events", "0", "-1"], out var reader);
        var numbers = new List<int>();
        for (var left = int.Parse(reader.ReadLine().AsSpan(1), CultureInfo.InvariantCulture); left > 0; left--)
        {
            reader.ReadLine();
            numbers.Add(int.Parse(reader.ReadLine()!, CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    public void Dispose()
    {
        foreach (var process in _processes.Append(_first).OfType<Process>())
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        _processes.Clear();
        _first = null;
    }

    private Process Receiver(int index) => Launch(
        Repository.DotNet, Repository.Pwsh, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass",
        "-File", Path.Combine(Repository.Root, "bench", "Scaling", "Receiver.ps1"),
        "-Module", Repository.Module, "-Port", Text(_ports[index]), "-SpoolPath", Path.Combine(folder, "spool-" + Text(index)),
        "-RedisPort", Text(_redis), "-Key", Key);

    private TcpClient Ask(string[] command, out StreamReader reader)
    {
        var client = new TcpClient("127.0.0.1", _redis);
        var stream = client.GetStream();
        stream.Write(System.Text.Encoding.ASCII.GetBytes(
            $"*{command.Length}\r\n" + string.Concat(command.Select(word => $"${word.Length}\r\n{word}\r\n"))));
        reader = new StreamReader(stream);
        return client;
    }

    private static Process Launch(string file, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => Console.Error.Write(e.Data is null ? "" : e.Data + "\n");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task ListensAsync(int port)
    {
        for (var i = 0; i < 600; i++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"No program listens on port {port}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
