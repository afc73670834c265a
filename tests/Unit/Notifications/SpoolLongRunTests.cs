using System.Globalization;

namespace TencentLvb.Unit.Notifications;

/// <summary>
/// A receiver's months in fast motion: the clock is the test's. How many events: LVB_EVENTS (a million takes a minute or two).
/// </summary>
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
    public async Task Nothing_is_lost_nothing_comes_twice_but_at_kills_and_memory_is_flat()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("LVB_EVENTS") ?? "100000", CultureInfo.InvariantCulture);
        var random = new Random(19);
        var (next, kills, quarter) = (0, 0, 0L);
        while (next < count)
        {
            // A run that ends in the middle of an event; the next one starts in the same folder.
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

        // What is seen is the test's own memory: 40 bytes for each event are more than it takes.
        Assert.InRange(end - quarter - (40L * count), long.MinValue, 40_000_000);
        Assert.InRange(_folder.Files("*.log").Sum(file => new FileInfo(file).Length), 0, 60_000_000);
    }

    // Stores groups, some of them sent twice, and takes from the inbox whatever is there, a little behind.
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
                    // The service did not hear the answer, and sends once more what came lately.
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

    // One that was killed has handed the event on, and the spool does not know it.
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
