namespace TencentLvb.Unit.Backends.Api3;

public sealed class CredentialProviderTests
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    [Fact]
    public async Task Keys_that_do_not_expire_are_read_once()
    {
        var source = new ScriptedSource(n => CredentialText.Make("AKID" + n, "k", null, "test"));
        var provider = Provider(source);
        await Get(provider);
        _now += TimeSpan.FromDays(30);
        Assert.Equal("AKID1", (await Get(provider)).SecretId);
        Assert.Equal(1, source.Reads);
        Assert.Equal(1, provider.Version);
    }

    [Fact]
    public async Task Temporary_keys_are_renewed_before_they_expire()
    {
        var source = new ScriptedSource(Temporary);
        var provider = Provider(source);
        Assert.Equal("AKID1", (await Get(provider)).SecretId);
        _now += TimeSpan.FromMinutes(54);
        Assert.Equal("AKID1", (await Get(provider)).SecretId);
        _now += TimeSpan.FromMinutes(1);
        Assert.Equal("AKID2", (await Get(provider)).SecretId);
        Assert.Equal(2, provider.Version);
    }

    [Fact]
    public async Task Concurrent_calls_share_one_renewal()
    {
        var release = new TaskCompletionSource();
        var source = new ScriptedSource(Temporary) { Before = () => release.Task };
        var provider = Provider(source);
        var calls = Enumerable.Range(0, 64).Select(_ => Get(provider)).ToArray();
        Assert.All(calls, c => Assert.False(c.IsCompleted));

        release.SetResult();
        var found = await Task.WhenAll(calls);
        Assert.All(found, f => Assert.Equal("AKID1", f.SecretId));
        Assert.Equal(1, source.Reads);
    }

    [Fact]
    public async Task A_caller_that_stops_does_not_cancel_the_renewal_for_the_others()
    {
        var release = new TaskCompletionSource();
        var source = new ScriptedSource(Temporary) { Before = () => release.Task };
        var provider = Provider(source);
        using var stop = new CancellationTokenSource();
        var stopped = provider.GetAsync(stop.Token);
        var waiting = Get(provider);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);

        release.SetResult();
        Assert.Equal("AKID1", (await waiting).SecretId);
    }

    [Fact]
    public async Task After_a_failed_renewal_the_old_keys_are_used_while_valid()
    {
        var source = new ScriptedSource(n => n == 1 ? Temporary(n) : throw CredentialErrors.Role("No role.", "Try again."));
        var provider = Provider(source);
        await Get(provider);
        _now += TimeSpan.FromMinutes(56);
        Assert.Equal("AKID1", (await Get(provider)).SecretId);
        Assert.Equal("AKID1", (await Get(provider)).SecretId);
        Assert.Equal(2, source.Reads);

        _now += CredentialProvider.RenewalPause;
        await Get(provider);
        Assert.Equal(3, source.Reads);

        _now += TimeSpan.FromMinutes(5);
        Assert.Equal("LvbNetwork", (await Assert.ThrowsAsync<LvbException>(() => Get(provider))).ErrorId);
    }

    [Fact]
    public async Task A_failure_is_shared_briefly_and_then_retried()
    {
        var source = new ScriptedSource(n => n == 1 ? throw CredentialErrors.Role("No role.", "Try again.") : Temporary(n));
        var provider = Provider(source);
        await Assert.ThrowsAsync<LvbException>(() => Get(provider));
        await Assert.ThrowsAsync<LvbException>(() => Get(provider));
        Assert.Equal(1, source.Reads);

        _now += CredentialProvider.FailurePause;
        Assert.Equal("AKID2", (await Get(provider)).SecretId);
    }

    [Fact]
    public async Task Unchanged_temporary_keys_are_not_read_again_for_every_call()
    {
        var source = new ScriptedSource(_ => Temporary(1) with { RenewAfter = TimeSpan.Zero });
        var provider = Provider(source);
        await Get(provider);
        await Get(provider);
        Assert.Equal(1, source.Reads);
        _now += CredentialProvider.RenewalPause;
        await Get(provider);
        Assert.Equal(2, source.Reads);
        Assert.Equal(1, provider.Version);
    }

    [Fact]
    public async Task A_refusal_reads_the_keys_again_and_detects_a_rotated_key()
    {
        var key = "old";
        var source = new ScriptedSource(_ => CredentialText.Make("AKID", key, null, "test"));
        var provider = Provider(source);
        await Get(provider);
        Assert.False(await provider.RefreshAsync(1, default));
        Assert.False(await provider.RefreshAsync(1, default));
        Assert.Equal(2, source.Reads);

        key = "new";
        _now += CredentialProvider.RenewalPause;
        Assert.True(await provider.RefreshAsync(1, default));
        Assert.True(await provider.RefreshAsync(1, default));
        Assert.Equal(3, source.Reads);
        Assert.Equal("new", FakeMachine.Text((await Get(provider)).SecretKey));
    }

    [Fact]
    public async Task Replaced_keys_are_used_however_recent_the_last_refusal_is()
    {
        var key = "old";
        var provider = Provider(new ScriptedSource(_ => CredentialText.Make("AKID", key, null, "test")));
        await Get(provider);
        Assert.False(await provider.RefreshAsync(1, default));
        key = "new";
        Assert.False(await provider.RefreshAsync(1, default));
        provider.SourceChanged();
        Assert.True(await provider.RefreshAsync(1, default));
    }

    [Fact]
    public async Task New_keys_that_are_refused_too_are_looked_for_at_once()
    {
        var key = "old";
        var source = new ScriptedSource(_ => CredentialText.Make("AKID", key, null, "test"));
        var provider = Provider(source);
        await Get(provider);
        key = "new";
        Assert.True(await provider.RefreshAsync(1, default));
        key = "newer";
        Assert.True(await provider.RefreshAsync(2, default));
        Assert.False(await provider.RefreshAsync(3, default));
        Assert.False(await provider.RefreshAsync(3, default));
        Assert.Equal(4, source.Reads);
    }

    [Fact]
    public async Task Calls_that_are_refused_together_share_the_keys_that_the_first_one_reads()
    {
        var key = "old";
        var gate = new TaskCompletionSource();
        var source = new ScriptedSource(_ => CredentialText.Make("AKID", key, null, "test"))
        {
            Before = () => key == "old" ? Task.CompletedTask : gate.Task,
        };
        var provider = Provider(source);
        await Get(provider);
        key = "new";
        var first = provider.RefreshAsync(1, default);
        var second = provider.RefreshAsync(1, default);
        Assert.False(second.IsCompleted);
        gate.SetResult();
        Assert.True(await first);
        Assert.True(await second);
        Assert.Equal(2, source.Reads);
    }

    [Theory]
    [InlineData("AKID k -", true)]
    [InlineData("AKID K -", false)]
    [InlineData("akid k -", false)]
    [InlineData("AKID k t", false)]
    public void Keys_are_equal_when_all_three_parts_are(string other, bool same)
    {
        var parts = other.Split(' ');
        var one = CredentialText.Make("AKID", "k", null, "one place");
        Assert.Equal(same, one.IsSame(CredentialText.Make(parts[0], parts[1], parts[2] == "-" ? null : parts[2], "another")));
    }

    [Fact]
    public async Task A_closed_connection_provides_no_keys()
    {
        var source = new ScriptedSource(Temporary);
        var provider = Provider(source);
        await Get(provider);
        provider.Close();
        Assert.Null(provider.Current);
        var error = Sentences.Check(await Assert.ThrowsAsync<LvbException>(() => Get(provider)));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("Disconnect-Lvb", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, source.Reads);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "LvbNetwork")]
    public async Task Keys_that_cannot_be_renewed_are_used_until_they_expire(int seconds, string? error)
    {
        var provider = Provider(new ScriptedSource(n => n == 1 ? Temporary(1) : throw new LvbException("LvbNetwork", "No.", "Wait.")));
        await Get(provider);
        _now += TimeSpan.FromHours(1) + TimeSpan.FromSeconds(seconds);
        var failure = await Record.ExceptionAsync(() => Get(provider));
        Assert.Equal((error is null, error), (failure is null, (failure as LvbException)?.ErrorId));
        Assert.Equal("AKID1", provider.Current?.SecretId);
    }

    [Fact]
    public async Task Missing_keys_are_reported()
    {
        var provider = new CredentialProvider(new HeldCredentials(), () => _now);
        Assert.Equal("LvbNotConnected", (await Assert.ThrowsAsync<LvbException>(() => Get(provider))).ErrorId);
    }

    private static Api3Credential Temporary(int number) =>
        new TemporaryKeys("AKID" + number, "k" + number, "t" + number, TimeSpan.FromHours(1)).ToCredential("test",
            TimeSpan.FromMinutes(55));

    private static Task<Api3Credential> Get(CredentialProvider provider) => provider.GetAsync(CancellationToken.None);

    private CredentialProvider Provider(ICredentialSource source) => new(source, () => _now);

    private sealed class ScriptedSource(Func<int, Api3Credential> read) : ICredentialSource
    {
        public int Reads { get; private set; }

        public Func<Task> Before { get; init; } = () => Task.CompletedTask;

        public async Task<Api3Credential?> FindAsync(CredentialSearch search, CancellationToken cancellation)
        {
            Reads++;
            await Before();
            return read(Reads);
        }
    }
}
