using System.Globalization;

namespace TencentLvb.Unit.Notifications;

/// <summary>Months of a receiver in fast motion, with the clock of the test. LVB_EVENTS sets the number of events (a million takes about
/// two minutes).</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SpoolLongRunTests : IDisposable
{
    private const int Group = 500;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(20);

    private readonly SpoolFolder _folder = new();
    private readonly Dictionary<int, int> _seen = [];
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_is_lost_only_kills_cause_repeats_and_memory_stays_flat()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("LVB_EVENTS") ?? "100000", CultureInfo.InvariantCulture);
        var random = new Random(19);
        var (next, kills, quarter) = (0, 0, 0L);
        while (next < count)
        {
            // A run that ends in the middle of an event. The next one starts in the same folder.
            var until = Math.Min(count, next + (Group * random.Next(5, 40)));
            next = await RunAsync(next, until, random);
            kills++;
            if (quarter == 0 && next > count / 4)
            {
                quarter = Memory();
            }
        }

        var end = Memory();
        using (var spool = EventSpool.Open(_folder.Path, now: () => _now))
        {
            using var inbox = new EventQueue();
            spool.Replay(inbox, new EventFilter(null, null));
            while (inbox.TryTake(TimeSpan.Zero, default, out var delivery, out _))
            {
                Take(delivery, isKilled: false);
            }
        }

        Assert.Equal(count, _seen.Count);
        Assert.InRange(_seen.Values.Sum(times => times - 1), 0, kills);

        // The test's own memory counts too: 40 bytes per event are more than it uses.
        Assert.InRange(end - quarter - (40L * count), long.MinValue, 40_000_000);
        Assert.InRange(_folder.Files("*.log").Sum(file => new FileInfo(file).Length), 0, 60_000_000);
    }

    // Stores groups, some of them sent twice, and reads the inbox with a short delay.
    private async Task<int> RunAsync(int next, int until, Random random)
    {
        using var spool = EventSpool.Open(_folder.Path, now: () => _now);
        var repeats = new DuplicateFilter(now: () => _now);
        foreach (var (key, at) in spool.KnownKeys)
        {
            repeats.Remember(key, at);
        }

        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        while (next < until)
        {
            _now += Step;
            var stores = new List<Task>();
            for (var i = 0; i < Group; i++)
            {
                stores.Add(Send(next++));
                if (random.Next(10) == 0)
                {
                    // The service did not receive the response, and sends recent notifications again.
                    stores.Add(Send(Math.Max(0, next - 1 - random.Next(Group))));
                }
            }

            await Task.WhenAll(stores);
            for (var i = random.Next(Group * 2); i > 0 && inbox.TryTake(TimeSpan.Zero, default, out var delivery, out _); i--)
            {
                Take(delivery, isKilled: false);
            }
        }

        if (inbox.TryTake(TimeSpan.Zero, default, out var last, out _))
        {
            Take(last, isKilled: true);
        }

        return next;

        async Task Send(int number)
        {
            var parsed = NotificationParser.Parse(Signed.Fresh(number));
            if (repeats.Begin(parsed.Key) is { } first)
            {
                await first;
                return;
            }

            await spool.StoreAsync(parsed, inbox);
            repeats.Complete(parsed.Key, EventDisposition.Taken);
        }
    }

    // A killed process has emitted the event, and the spool does not know it.
    private void Take(QueuedEvent? delivery, bool isKilled)
    {
        if (delivery is null)
        {
            return;
        }

        var number = int.Parse(((StreamStateEvent)delivery.Load()).Sequence!, CultureInfo.InvariantCulture);
        _seen[number] = _seen.GetValueOrDefault(number) + 1;
        if (!isKilled)
        {
            delivery.Complete(EventDisposition.Taken);
        }
    }

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);
}
