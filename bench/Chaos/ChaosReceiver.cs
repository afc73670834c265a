using System.Net;
using System.Security;
using System.Text;

namespace TencentLvb.Bench;

/// <summary>Receive-LvbEvent with a spool. A sender posts until each notification is acknowledged, as the service does. In the middle, the
/// disk is full for a while, and the receiver is stopped and started again. Every acknowledged event must be emitted.</summary>
internal sealed class ChaosReceiver(ChaosDisk disk, int round)
{
    private const int PerSecond = 40;
    private const int Burst = 50;
    private static readonly SecureString Key = ChaosVault.Secure("key-of-the-notifications");
    private readonly string _spool = Path.Combine(disk.Folder, "spool" + round.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private int _acknowledged;
    private int _refused;

    public int Acknowledged => _acknowledged;

    public int Refused => _refused;

    public async Task RunAsync(TimeSpan time, CancellationToken cancellation)
    {
        var count = (int)(time.TotalSeconds * PerSecond);
        var seen = new SeenEvents(count);
        var receiver = new RunningReceiver(Key, seen, _spool);
        var twiceBefore = 0;
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            var waiting = new Queue<int>();
            for (var number = 0; number < count || waiting.Count > 0;)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }

                // Repeatedly: the spool frees space by deleting processed events. Many at once, because few fit into that space.
                var isFull = number > count / 4 && number < count / 2 && disk.CanFill;
                if (isFull)
                {
                    disk.Fill();
                }

                if (number == count / 2)
                {
                    disk.Free();
                }

                if (number == count * 3 / 4)
                {
                    receiver.Dispose();
                    twiceBefore = seen.Twice;
                    receiver = new RunningReceiver(Key, seen, _spool);
                }

                if (number < count)
                {
                    waiting.Enqueue(number++);
                }

                if (isFull && number % Burst != 0)
                {
                    continue;
                }

                // One of the refused notifications is sent with each new one.
                var posted = Enumerable.Range(0, isFull || number == count ? waiting.Count : Math.Min(2, waiting.Count))
                    .Select(_ => waiting.Dequeue()).ToList();
                var taken = await Task.WhenAll(posted.Select(next => PostAsync(client, receiver.EndPoint, next)));
                posted.Where((_, i) => !taken[i]).ToList().ForEach(waiting.Enqueue);
                await Task.Delay(1000 / PerSecond, CancellationToken.None);
            }

            SpinWait.SpinUntil(() => seen.Missing == 0, 20_000);
            ChaosFailure.Unless(seen.Missing == 0, $"{seen.Missing} of {count} acknowledged notifications were not emitted");

            // Without a stop, no event is emitted twice. Events in progress at the stop may be, and those that a full disk kept from being
            // recorded.
            ChaosFailure.Unless(twiceBefore == 0, $"{twiceBefore} notifications were emitted twice although the receiver kept running");
        }
        finally
        {
            receiver.Dispose();
            disk.Free();
            Directory.Delete(_spool, true);
        }
    }

    private async Task<bool> PostAsync(HttpClient client, IPEndPoint to, int number)
    {
        var t = DateTimeOffset.UtcNow.AddMinutes(30).ToUnixTimeSeconds();
        var body = $"{{\"app\":\"push.example.com\",\"appid\":1250000001,\"appname\":\"live\",\"channel_id\":\"8888_chaos\",\"errcode\":0,"
            + $"\"errmsg\":\"ok\",\"event_time\":1700000000,\"event_type\":1,\"node\":\"192.0.2.1\",\"sequence\":\"{number}\","
            + $"\"stream_id\":\"8888_chaos\",\"stream_param\":\"\",\"user_ip\":\"198.51.100.1\",\"t\":{t},"
            + $"\"sign\":\"{LvbSigner.Sign(Key, t)}\"}}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"http://{to}/"), content);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                Interlocked.Increment(ref _acknowledged);
                return true;
            case HttpStatusCode.ServiceUnavailable:
                Interlocked.Increment(ref _refused);
                return false;
            default:
                throw new ChaosFailure($"the receiver responded to notification {number} with {(int)answer.StatusCode}");
        }
    }
}
