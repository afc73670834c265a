using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Unit.Notifications;

/// <summary>Receive-LvbEvent in a separate process, killed under load.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class KillTests : IDisposable
{
    private const int Kills = 3;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "lvb-kill-" + Guid.NewGuid().ToString("n"));
    private readonly ConcurrentDictionary<int, bool> _acknowledged = new();
    private volatile IPEndPoint? _receiver;
    private volatile bool _enough;

    public KillTests() => Directory.CreateDirectory(_folder);

    private string Emitted => Path.Combine(_folder, "emitted.txt");

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task No_acknowledged_event_is_lost_and_only_the_current_one_may_repeat()
    {
        string script = Path.Combine(_folder, "receive.ps1");
        await File.WriteAllTextAsync(script, $$"""
            Import-Module '{{Repository.StagedModule}}'
            $key = [System.Security.SecureString]::new()
            '{{Signed.KeyText}}'.ToCharArray() | ForEach-Object { $key.AppendChar($_) }
            $out = [System.IO.StreamWriter]::new([System.IO.FileStream]::new('{{Emitted}}', 'Append', 'Write', 'ReadWrite'))
            $out.AutoFlush = $true
            Receive-LvbEvent -Prefix http://127.0.0.1:0/ -Key $key -SpoolPath '{{Path.Combine(_folder, "spool")}}' -Verbose 4>&1 |
              ForEach-Object {
                if ($_ -is [System.Management.Automation.VerboseRecord]) { [Console]::Out.WriteLine("$_") }
                else { $out.WriteLine($_.Sequence) }
            }
            """);
        Task[] senders = Enumerable.Range(0, 4).Select(lane => Task.Run(() => Send(lane))).ToArray();
        var random = new Random(7);
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process child = Start(script);
            int before = _acknowledged.Count;
            Assert.True(SpinWait.SpinUntil(() => _acknowledged.Count > before + 100, 60_000), "no event was acknowledged");
            await Task.Delay(random.Next(300));
            child.Kill();
            await child.WaitForExitAsync();
            _receiver = null;
        }

        using Process last = Start(script);
        await Task.Delay(300);
        _enough = true;
        await Task.WhenAll(senders);
        Assert.True(SpinWait.SpinUntil(() => _acknowledged.Keys.Except(Lines()).Take(1).Any() == false, 60_000),
            "acknowledged events are missing");
        last.Kill();
        await last.WaitForExitAsync();
        List<int> all = Lines();
        Assert.InRange(all.Count - all.Distinct().Count(), 0, Kills);
    }

    // As the service does: unacknowledged notifications are sent again.
    private void Send(int lane)
    {
        RawClient? client = null;
        for (int number = lane; !_enough; number += 4)
        {
            while (!_acknowledged.ContainsKey(number) && !_enough)
            {
                try
                {
                    if (_receiver is not { } to)
                    {
                        Thread.Sleep(5);
                        continue;
                    }

                    client ??= new RawClient(to);
                    byte[] body = Signed.Fresh(number, now: DateTimeOffset.UtcNow);
                    client.Send($"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {body.Length}\r\n\r\n");
                    client.Send(body);
                    if (client.Read().Status == 200)
                    {
                        _acknowledged[number] = true;
                    }
                }
                catch (Exception e) when (e is SocketException or IOException)
                {
                    client?.Dispose();
                    client = null;
                }
            }
        }

        client?.Dispose();
    }

    private Process Start(string script)
    {
        Process child = Process.Start(new ProcessStartInfo(Repository.DotNet, [Repository.Pwsh, "-NoProfile", "-NonInteractive", "-File",
            script]) { RedirectStandardOutput = true })!;
        string line = child.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the child process ended");
        _receiver = IPEndPoint.Parse(line[(line.IndexOf("http://", StringComparison.Ordinal) + 7)..].TrimEnd('/', '\r'));
        return child;
    }

    private List<int> Lines()
    {
        using var file = new FileStream(Emitted, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToList();
    }
}
