namespace TencentLvb.Unit.Operations;

/// <summary>Values that several operations of one command need are queried once.</summary>
public sealed class CommandCacheTests
{
    private readonly CommandCache _cache = new();
    private int _asked;

    [Fact]
    public async Task Concurrent_callers_share_one_query()
    {
        var answer = new TaskCompletionSource<string>();

        var all = Enumerable.Range(0, 8).Select(_ => Get("list", null, () => answer.Task)).ToArray();
        answer.SetResult("rows");

        Assert.All(await Task.WhenAll(all), a => Assert.Equal("rows", a));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Each_key_has_its_own_value()
    {
        Assert.Equal("a", await Get("1", null, () => Task.FromResult("a")));
        Assert.Equal("b", await Get("2", null, () => Task.FromResult("b")));
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task A_value_without_a_lifetime_is_kept_and_an_expired_one_is_queried_again()
    {
        Assert.Equal("first", await Get("list", null, () => Task.FromResult("first")));
        Assert.Equal("first", await Get("list", null, () => Task.FromResult("second")));
        Assert.Equal("third", await Get("list", TimeSpan.Zero, () => Task.FromResult("third")));
        Assert.Equal("third", await Get("list", TimeSpan.FromMinutes(1), () => Task.FromResult("fourth")));
    }

    [Fact]
    public async Task Every_waiter_gets_the_failure_and_it_is_not_kept()
    {
        var answer = new TaskCompletionSource<string>();
        var first = Get("list", null, () => answer.Task);
        var second = Get("list", null, () => answer.Task);
        answer.SetException(new LvbException("LvbTimeout", "too late", "again"));

        await Assert.ThrowsAsync<LvbException>(() => first);
        await Assert.ThrowsAsync<LvbException>(() => second);
        Assert.Equal("rows", await Get("list", null, () => Task.FromResult("rows")));
    }

    [Fact]
    public async Task A_stop_ends_it_and_is_not_kept()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Get("list", null, () => throw new OperationCanceledException()));
        Assert.Equal("rows", await Get("list", null, () => Task.FromResult("rows")));
    }

    private Task<string> Get(string key, TimeSpan? lifetime, Func<Task<string>> fetch) => _cache.GetAsync(key, lifetime, () =>
    {
        _asked++;
        return fetch();
    });
}
