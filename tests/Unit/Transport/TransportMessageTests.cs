namespace TencentLvb.Unit.Transport;

/// <summary>The rules that apply to a message, and what the log of a call keeps about it.</summary>
public sealed class TransportMessageTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Uri Address = new("http://127.0.0.1:1/");

    [Theory]
    [InlineData(true, 3, 5)]
    [InlineData(true, 5, 5)]
    [InlineData(true, 8, 8)]
    [InlineData(false, 3, 3)]
    [InlineData(false, 8, 8)]
    public void Only_an_at_most_once_call_has_a_time_limit_of_at_least_five_seconds(bool isAtMostOnce, int seconds, int expected) =>
        Assert.Equal(
            TimeSpan.FromSeconds(expected),
            AtMostOnce.Timeout(isAtMostOnce ? Once() : Message(Make.Query()), TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Only_a_repeatable_call_may_have_several_attempts()
    {
        var log = new CallLog(false);
        log.Begins(new Sent(Message(Make.Query())), 2, 4);
        Assert.Equal((2, 4), (log.Number, log.Most));
        log.Begins(new Sent(Once()), 1, 4);
        Assert.Equal((1, 1), (log.Number, log.Most));
    }

    [Fact]
    public void A_change_that_an_earlier_run_may_have_made_is_recognized_by_its_name()
    {
        var change = Message(Make.SameState());
        var earlier = new CallLog(false);
        Assert.False(earlier.IsRepeated(change));
        earlier.MayHaveBeenMade(change);
        var log = new CallLog(false).After(earlier);
        Assert.True(log.IsRepeated(Message(Make.SameState())));
        Assert.False(log.IsRepeated(Message(Make.SameState("8888_b"))));
        Assert.False(log.IsRepeated(Message(Make.Query())));
        Assert.False(new CallLog(false).After(new CallLog(false)).IsRepeated(change));
    }

    [Fact]
    public void A_query_is_never_taken_for_a_repeated_change()
    {
        var query = Message(Make.Query());
        var log = new CallLog(false);
        log.MayHaveBeenMade(query);
        Assert.False(log.IsRepeated(query));
    }

    // The Date of a response has no fractions of a second: half a second is added on average.
    [Theory]
    [InlineData(0.3, 90)]
    [InlineData(0.7, 90)]
    [InlineData(0, 90)]
    public void The_skew_of_the_clock_is_rounded_to_the_second(double sent, int skew)
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.Date = Start.AddSeconds(90);
        var log = new CallLog(false);
        log.Answered(answer.Headers, Start.AddSeconds(sent), Start.AddSeconds(sent));
        Assert.Equal(TimeSpan.FromSeconds(skew), log.ClockSkew);
    }

    [Theory]
    [InlineData(90, 90, 90, 0)]
    [InlineData(90, -90, 90, 1)]
    [InlineData(-60, 60, -60, 1)]
    public void A_skew_that_the_attempt_already_used_is_not_measured_again(int measured, int used, int expected, int warnings)
    {
        var log = new CallLog(false);
        Assert.Equal(
            TimeSpan.FromSeconds(expected), new ClockSkew().Correct(TimeSpan.FromSeconds(measured), TimeSpan.FromSeconds(used), log));
        Assert.Equal(warnings, log.Warnings.Count);
    }

    [Fact]
    public void A_message_that_specifies_nothing_else_is_stopped_with_its_cmdlet_and_has_a_general_recommendation()
    {
        var message = new Bare();
        Assert.False(message.FinishWhenStopped);
        var error = Sentences.Check(TransportErrors.Ambiguous(message, "the connection was lost.", null));
        Assert.Contains("might have taken effect", error.Message, StringComparison.Ordinal);
        Assert.Equal(TransportMessage.LookAtTheAccount, error.RecommendedAction);
    }

    [Fact]
    public void A_body_is_sent_as_JSON_in_UTF_8() =>
        Assert.Equal("application/json; charset=utf-8", new SignedRequest(Address, [1]).ContentType);

    [Theory]
    [InlineData("{\"a\":\"b\"")]
    [InlineData("{\"a\":[]")]
    [InlineData("[true")]
    public void JSON_whose_last_value_is_complete_may_still_be_unfinished(string text) =>
        Assert.True(ResponseBody.IsUnfinishedJson(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Control_characters_around_the_start_of_a_response_are_not_shown() =>
        Assert.Equal("a", ResponseBody.FirstBytes([.. "\u0001\0a\u001b\n"u8]));

    [Theory]
    [InlineData(null, 5, 6)]
    [InlineData(10L, 5, 6)]
    [InlineData(10L, 10, 10)]
    [InlineData(10L, 20, 10)]
    [InlineData(null, 20, 10)]
    [InlineData(4L, 20, 4)]
    public async Task One_byte_more_than_the_limit_is_read(long? announced, int longest, int read)
    {
        using var content = new StreamContent(new Endless(10));
        content.Headers.ContentLength = announced;
        Assert.Equal(read, (await ResponseBody.ReadAsync(content, longest, TestContext.Current.CancellationToken)).Length);
    }

    private static Lvb2Message<T> Message<T>(Lvb2Request<T> request) => new(Make.Account(Address), request);

    private static Lvb2Message<ulong?> Once() => Message(Make.Once());

    private sealed record Sent(TransportMessage Message) : IAttempt
    {
        public bool MayHaveArrived => true;
    }

    private sealed class Bare : TransportMessage<int>
    {
        public override string Interface => "Bare";

        public override string DisplayName => "Bare";

        public override RetryClass Retry => RetryClass.AtMostOnce;

        public override string LogAddress => "http://127.0.0.1:1/";

        public override SignedRequest Sign(DateTimeOffset now) => new(Address);

        public override AttemptResult<int> Read(in TransportAnswer answer) => new(1, null);
    }

    /// <summary>A stream whose length .NET does not know.</summary>
    private sealed class Endless(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
