namespace TencentLvb.Unit.Notifications;

/// <summary>In which groups events are written to the disk.</summary>
public sealed class SpoolAppendsTests : IDisposable
{
    private const int MiB = 1024 * 1024;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private readonly EventQueue _inbox = new();
    private readonly SpoolAppends _appends = new();

    public void Dispose() => _inbox.Dispose();

    private SpoolAppend Append(int bytes = 1) => new(new UnverifiedEvent(new LvbEvent(), null, null, 0, new byte[bytes]), _inbox);

    [Fact]
    public void A_group_has_at_most_512_events_in_their_order()
    {
        var all = Enumerable.Range(0, 600).Select(_ => Append()).ToList();
        all.ForEach(append => Assert.True(_appends.TryAdd(append)));
        Assert.Equal(all[..512], _appends.Take());
        Assert.Equal(all[512..], _appends.Take());
    }

    [Fact]
    public void A_group_ends_with_the_event_that_reaches_4_MiB()
    {
        foreach (var bytes in new[] { 3 * MiB, 3 * MiB, 4 * MiB, 2 * MiB, 2 * MiB, 1 })
        {
            Assert.True(_appends.TryAdd(Append(bytes)));
        }

        Assert.Equal([2, 1, 2, 1], Enumerable.Range(0, 4).Select(_ => _appends.Take().Count));
    }

    [Fact]
    public void A_closed_queue_accepts_nothing_and_still_passes_on_what_it_has()
    {
        var last = Append();
        Assert.True(_appends.TryAdd(last));
        _appends.Close();
        Assert.False(_appends.TryAdd(Append()));
        Assert.Equal([last], _appends.Take());
        Assert.Empty(_appends.Take());
    }

    [Fact]
    public async Task Waiting_ends_with_each_event_and_with_the_end()
    {
        var taken = Task.Factory.StartNew(
            () =>
            {
                var count = 0;
                while (_appends.Take() is { Count: > 0 } group)
                {
                    count += group.Count;
                    group.ForEach(append => append.Stored.SetResult(true));
                }

                return count;
            },
            TaskCreationOptions.LongRunning);
        for (var i = 0; i < 500; i++)
        {
            // Each one is added when the other thread has emptied the queue, usually while it waits.
            var append = Append();
            Assert.True(_appends.TryAdd(append));
            await append.Stored.Task.WaitAsync(Long);
        }

        _appends.Close();
        Assert.Equal(500, await taken.WaitAsync(Long));
    }
}
