using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;

namespace TencentLvb.Bench;

/// <summary>nginx in front of two receivers with a spool each, and a Redis set of IDs behind them. One receiver is repeatedly killed and
/// restarted. No event may be lost, and each event must be emitted once. Requires nginx and redis-server. Arguments: seconds (60), events
/// per second (200).</summary>
internal static class ScalingTrial
{
    private const int Lanes = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(1);

    public static async Task Run(Table table, string[] arguments)
    {
        var numbers = arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var seconds = numbers.Length > 0 ? numbers[0] : 60;
        var rate = numbers.Length > 1 ? numbers[1] : 200;
        var folder = Repository.NewFolder();
        using var key = EventsBench.Key();
        using var set = new ReceiverSet(folder);
        try
        {
            await set.StartAsync();
            using var end = new CancellationTokenSource();
            var killing = KillAsync(set, end.Token);
            var sent = await SendAsync(set.EndPoint, key, rate, seconds);
            await end.CancelAsync();
            var kills = await killing;
            var clock = Stopwatch.StartNew();
            while (set.Count("LLEN", "lvb:events") < sent.Events && clock.Elapsed < Patience)
            {
                await Task.Delay(200);
            }

            var events = set.Numbers();
            table.Value("scaling: events sent", sent.Events, $"in {seconds} s, through nginx to two receivers");
            table.Value("  receiver killed and restarted", kills, "times");
            table.Value("  unacknowledged notifications, which were repeated", sent.Repeated, "");
            table.Value("  lost", sent.Events - events.Distinct().Count(), "", "0");
            table.Value("  emitted more than once", events.Count - events.Distinct().Count(), "", "0");
            table.Value("  held back by the set of IDs", set.Count("GET", "lvb:doubles"), "");
            table.Value("  longest time until an event was acknowledged", sent.Longest, "s");
        }
        finally
        {
            set.Dispose();
            Directory.Delete(folder, true);
        }
    }

    private static async Task<int> KillAsync(ReceiverSet set, CancellationToken end)
    {
        for (var kills = 0; ; kills++)
        {
            try
            {
                await Task.Delay(Alive, end);
            }
            catch (OperationCanceledException)
            {
                return kills;
            }

            set.KillFirst();
            await Task.Delay(Dead, CancellationToken.None);
            await set.StartFirstAsync();
        }
    }

    // As the service does: an unacknowledged event is repeated until it is acknowledged.
    private static async Task<(int Events, int Repeated, double Longest)> SendAsync(IPEndPoint to, SecureString key, int rate, int seconds)
    {
        var signed = EventLoad.Signed(key);
        var (repeated, longest) = (0, 0L);
        var count = rate * seconds;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(async () =>
        {
            for (var number = lane; number < count; number += Lanes)
            {
                var due = TimeSpan.FromSeconds((double)number / rate);
                if (due > clock.Elapsed)
                {
                    await Task.Delay(due - clock.Elapsed);
                }

                var began = clock.ElapsedMilliseconds;
                while (!await IsAcknowledgedAsync(to, EventLoad.Request(number, signed)))
                {
                    Interlocked.Increment(ref repeated);
                    await Task.Delay(500);
                }

                var took = clock.ElapsedMilliseconds - began;
                for (var seen = Volatile.Read(ref longest); took > seen; seen = Volatile.Read(ref longest))
                {
                    Interlocked.CompareExchange(ref longest, took, seen);
                }
            }
        })));
        return (count, repeated, longest / 1000.0);
    }

    private static async Task<bool> IsAcknowledgedAsync(IPEndPoint to, byte[] request)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(to);
            await socket.SendAsync(request);
            var buffer = new byte[4096];
            var length = await socket.ReceiveAsync(buffer);
            return Encoding.ASCII.GetString(buffer, 0, length).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
