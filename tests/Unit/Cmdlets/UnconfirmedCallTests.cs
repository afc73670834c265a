namespace TencentLvb.Unit.Cmdlets;

/// <summary>Which at-most-once calls without a known result a cmdlet reports at its end, and how often.</summary>
public sealed class UnconfirmedCallTests : IDisposable
{
    private readonly TestHost _host = new();
    private readonly HttpTransport _client = new(Make.Settings);
    private readonly UnconfirmedCallReporter _calls = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_call_whose_response_was_not_read_is_reported()
    {
        Add("8888_a").Succeed(42UL);

        _calls.Name(_host);

        Assert.Contains("a recording task of 8888_a might exist", Assert.Single(_host.Warnings), StringComparison.Ordinal);
        Assert.Equal(_host.Warnings, _client.Unconfirmed.TakeAll());
    }

    [Theory]
    [InlineData("LvbAmbiguousOutcome", nameof(LvbErrorReason.Ambiguous), 1)]
    [InlineData("LvbNoReturnData", nameof(LvbErrorReason.NoReturnData), 1)]
    [InlineData("LvbBadReply", nameof(LvbErrorReason.BadReply), 1)]
    [InlineData("LvbApi.1204", nameof(LvbErrorReason.InvalidArgument), 0)]
    [InlineData("LvbNetwork", nameof(LvbErrorReason.Network), 0)]
    public void A_failed_call_that_may_have_taken_effect_is_reported(string id, string reason, int named)
    {
        Add("8888_a").Fail(new LvbException(id, "failed", "look") { Reason = Enum.Parse<LvbErrorReason>(reason) });

        _calls.Name(_host);

        Assert.Equal(named, _host.Warnings.Count);
        Assert.Equal(named, _client.Unconfirmed.TakeAll().Count);
    }

    [Fact]
    public void A_call_whose_response_was_read_is_not_reported()
    {
        var taken = Add("8888_a");
        taken.Succeed(42UL);
        _calls.Take(taken);

        _calls.Name(_host);

        Assert.Empty(_host.Warnings);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void A_stop_before_the_outcome_was_written_is_reported(bool wasWritten, int reports)
    {
        var taken = Add("8888_a");
        taken.Succeed(42UL);
        _calls.Take(taken);
        if (wasWritten)
        {
            _calls.Told();
        }

        _calls.Name(_host, wasStopped: true);

        Assert.Equal(reports, _host.Warnings.Count);
    }

    [Fact]
    public void A_call_that_is_repeated_is_reported_by_its_second_run()
    {
        var refused = Add("8888_a");
        refused.Fail(new LvbException("LvbSignatureInvalid", "refused", "look") { Reason = LvbErrorReason.SignatureInvalid });
        var again = Pending(Message("8888_a"));
        _calls.Replace(refused, again);
        again.Succeed(42UL);

        _calls.Name(_host);

        Assert.Single(_host.Warnings);
    }

    [Fact]
    public void A_call_is_reported_by_its_own_host_even_if_another_session_has_warned_about_it()
    {
        var message = Message("8888_a");
        var stopped = Pending(message);
        _calls.Add(_client.Unconfirmed, stopped);
        _client.Unconfirmed.Add(message, DateTimeOffset.Now);
        stopped.Fail(new OperationCanceledException());
        Assert.Single(_client.Unconfirmed.TakeAll());

        _calls.Name(_host);

        Assert.Single(_host.Warnings);
        Assert.Empty(_client.Unconfirmed.TakeAll());
    }

    [Fact]
    public void A_call_of_another_session_is_left_to_its_own_host()
    {
        _client.Unconfirmed.Add(Message("8888_other"), DateTimeOffset.Now);
        Add("8888_a").Succeed(42UL);

        _calls.Name(_host);

        Assert.Contains("8888_a", Assert.Single(_host.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_calls_are_reported_once_each()
    {
        foreach (var stream in new[] { "8888_a", "8888_b", "8888_c" })
        {
            Add(stream).Succeed(42UL);
        }

        _calls.Name(_host);
        _calls.Name(_host);

        Assert.Equal(3, _host.Warnings.Count);
        Assert.Equal(_host.Warnings, _client.Unconfirmed.TakeAll());
        Assert.Empty(_client.Unconfirmed.TakeAll());
    }

    [Fact]
    public void A_call_that_both_sides_recorded_is_reported_once()
    {
        var request = Message("8888_a");
        _client.Unconfirmed.Add(request, DateTimeOffset.Now);
        _client.Unconfirmed.Add(request, DateTimeOffset.Now);

        Assert.Single(_client.Unconfirmed.TakeAll());
    }

    private PendingCall<ulong?> Add(string stream)
    {
        var pending = Pending(Message(stream));
        _calls.Add(_client.Unconfirmed, pending);
        return pending;
    }

    private PendingCall<ulong?> Pending(Lvb2Message<ulong?> message)
    {
        var log = new CallLog(false);
        log.Begins(new Arrived(message), number: 1, most: 1);
        return new PendingCall<ulong?>(
            new MessageOperation<ulong?>(message), new OperationScope(_client), log, CancellationToken.None);
    }

    private sealed record Arrived(TransportMessage Message) : IAttempt
    {
        public bool MayHaveArrived => true;
    }

    private static Lvb2Message<ulong?> Message(string stream) => new(Make.Account(Make.Refusing()), Make.Once(stream));
}
