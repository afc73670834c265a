namespace TencentLvb.Unit.Notifications;

/// <summary>The folder of a spool and its contents, for the duration of one test.</summary>
internal sealed class SpoolFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "lvb-spool-" + Guid.NewGuid().ToString("n"));

    public string[] Files(string pattern) => Directory.Exists(Path) ? Directory.GetFiles(Path, pattern) : [];

    public string[] Failed => Directory.Exists(System.IO.Path.Combine(Path, "failed"))
        ? Directory.GetFiles(System.IO.Path.Combine(Path, "failed")) : [];

    /// <summary>Stores events with these numbers, the first of which are done.</summary>
    public void Fill(int count, int done)
    {
        using EventSpool spool = EventSpool.Open(Path);
        using var inbox = new EventQueue();
        for (int i = 1; i <= count; i++)
        {
            Assert.True(spool.StoreAsync(NotificationParser.Parse(Signed.Fresh(i)), inbox).Wait(20_000));
        }

        for (int i = 0; i < done; i++)
        {
            Assert.True(inbox.TryTake(TimeSpan.FromSeconds(20), default, out QueuedEvent? delivery, out _));
            delivery!.Complete(EventDisposition.Taken);
        }
    }

    /// <summary>Starts again, and returns the events and the messages.</summary>
    /// <param name="finish">Completes each event.</param>
    /// <param name="later">How much time has passed.</param>
    public (int[] Events, string[] Warnings) Start(bool finish = false, TimeSpan later = default)
    {
        using EventSpool spool = EventSpool.Open(Path, now: () => DateTimeOffset.UtcNow + later);
        using var inbox = new EventQueue();
        spool.Replay(inbox, new EventFilter(null, null));
        var events = new List<int>();
        var warnings = new List<string>();
        while (inbox.TryTake(TimeSpan.Zero, default, out QueuedEvent? delivery, out string? warning))
        {
            warnings.AddRange(warning is null ? [] : [warning]);
            if (delivery is not null)
            {
                events.Add(int.Parse(((StreamStateEvent)delivery.Load()).Sequence!, System.Globalization.CultureInfo.InvariantCulture));
                if (finish)
                {
                    delivery.Complete(EventDisposition.Taken);
                }
            }
        }

        return ([.. events], [.. warnings]);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, true);
        }
    }
}
