namespace TencentLvb.Unit.Transport;

/// <summary>The errors of the network: each is understandable without context, and those of changes report what may exist and how to
/// check.</summary>
public sealed class TransportErrorTextTests
{
    private static readonly TransportMessage Query = Message(Make.Query());
    private static readonly TransportMessage Change = Message(Make.SameState());
    private static readonly TransportMessage Once = Message(Make.Once());

    private static Lvb2Message<T> Message<T>(Lvb2Request<T> request) => new(Make.Account(new Uri("http://127.0.0.1:1/")), request);

    private static TransportMessage Of(string retry) => retry switch
    {
        "Repeatable" => Query,
        "SameState" => Change,
        _ => Once,
    };

    private static LvbException Error(string kind, TransportMessage message, bool mayHaveArrived = true) => kind switch
    {
        "Timeout" => TransportErrors.Timeout(message, TimeSpan.FromSeconds(10), "lvb.example.com", mayHaveArrived, null),
        "Network" => TransportErrors.Network(message, "no connection to lvb.example.com.", mayHaveArrived, null),
        "Closed" => TransportErrors.Closed(message, mayHaveArrived),
        "Empty" => TransportErrors.BadReply(message, [], 200),
        "BadReply" => TransportErrors.BadReply(message, [.. "<html>."u8], 200),
        "TooLong" => TransportErrors.TooLong(message, 200),
        "Packed" => TransportErrors.Packed(message, "gzip", 200),
        "403" => TransportErrors.Http(message, 403, "Forbidden", null),
        "404" => TransportErrors.Http(message, 404, null, null),
        "429" => TransportErrors.Http(message, 429, null, TimeSpan.FromMinutes(5)),
        "302" => TransportErrors.Http(message, 302, null, null),
        "500" => TransportErrors.Http(message, 500, null, null),
        "503" => TransportErrors.Http(message, 503, "Busy", TimeSpan.FromMinutes(6)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [Theory]
    [InlineData("Timeout", "LvbTimeout", "lvb.example.com did not ", "within 10 s", "-TimeoutSec", "Timeout")]
    [InlineData("Network", "LvbNetwork", "no connection to", "lvb.example.com", "Test-LvbConnection -Detailed", "Network")]
    [InlineData("Closed", "LvbNotConnected", "Disconnect-Lvb", "before", "Connect-Lvb", "None")]
    [InlineData("Empty", "LvbBadReply", "empty", "", "Get-LvbConnection", "BadReply")]
    [InlineData("BadReply", "LvbBadReply", "begins with", "<html>", "Get-LvbConnection", "BadReply")]
    [InlineData("TooLong", "LvbBadReply", "longer than 64 MB", "", "Get-LvbConnection", "BadReply")]
    [InlineData("Packed", "LvbBadReply", "compressed with gzip", "not requested", "proxy", "BadReply")]
    [InlineData("403", "LvbHttp.403", "HTTP status 403", "Forbidden", "firewall", "Denied")]
    [InlineData("404", "LvbHttp.404", "HTTP status 404", "", "-Endpoint", "NotFound")]
    [InlineData("429", "LvbHttp.429", "HTTP status 429", "", "-MaximumRequestsPerSecond", "Throttled")]
    [InlineData("302", "LvbHttp.302", "HTTP status 302", "", "firewalls", "None")]
    [InlineData("500", "LvbHttp.500", "HTTP status 500", "", "Wait a minute", "ServiceFault")]
    [InlineData("503", "LvbHttp.503", "HTTP status 503", "360 s", "Wait a minute", "ServiceFault")]
    public void A_failed_query_has_an_id_a_sentence_and_a_recommendation(
        string kind, string id, string message, string detail, string advice, string reason)
    {
        var error = Error(kind, Query);
        Sentences.Check(error);
        Assert.Equal(id, error.ErrorId);
        Assert.StartsWith("Live_Channel_GetStatus for 8888_a: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(detail, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(reason, error.Reason.ToString());
        Assert.Equal("Live_Channel_GetStatus", error.Interface);
        Assert.DoesNotContain("might", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Timeout")]
    [InlineData("Network")]
    [InlineData("Closed")]
    [InlineData("Empty")]
    [InlineData("TooLong")]
    [InlineData("Packed")]
    [InlineData("500")]
    public void An_error_of_a_change_ends_with_what_may_exist_and_how_to_check(string kind)
    {
        Assert.EndsWith(
            " The stream might have been suspended. It is safe to run the command again. Run Get-LvbChannelStatus 8888_a.",
            Error(kind, Change).RecommendedAction,
            StringComparison.Ordinal);
        Assert.EndsWith(
            " A recording task of 8888_a might exist. Run Get-LvbTapeFile 8888_a in a while.",
            Error(kind, Once).RecommendedAction,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SameState")]
    [InlineData("AtMostOnce")]
    public void A_request_that_cannot_have_arrived_needs_no_check(string retry)
    {
        foreach (var kind in new[] { "Timeout", "Network", "Closed", "403", "429" })
        {
            Assert.DoesNotContain(" might ", Error(kind, Of(retry), mayHaveArrived: false).RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Only_a_wait_beyond_five_minutes_is_reported()
    {
        Assert.DoesNotContain("asks", Error("429", Query).Message, StringComparison.Ordinal);
        Assert.Contains("360 s", Error("503", Query).Message, StringComparison.Ordinal);
        Assert.Equal(503, Error("503", Query).StatusCode);
        Assert.Equal(200, Error("TooLong", Query).StatusCode);
        Assert.Equal(200, Error("Packed", Query).StatusCode);
        Assert.Equal(200, Error("Empty", Query).StatusCode);
    }

    [Fact]
    public void An_at_most_once_call_that_may_have_arrived_is_not_sent_again()
    {
        foreach (var error in new[]
        {
            TransportErrors.Ambiguous(Once, "lvb.example.com did not respond within 10 s.", null),
            TransportErrors.AmbiguousHttp(Once, 502, "Bad Gateway"),
        })
        {
            Sentences.Check(error);
            Assert.Equal("LvbAmbiguousOutcome", error.ErrorId);
            Assert.Equal((LvbErrorReason.Ambiguous, "Live_Tape_Start"), (error.Reason, error.Interface));
            Assert.Contains("not sent again", error.Message, StringComparison.Ordinal);
            Assert.EndsWith(": a recording task of 8888_a might exist.", error.Message, StringComparison.Ordinal);
            Assert.Equal("Run Get-LvbTapeFile 8888_a in a while.", error.RecommendedAction);
        }

        Assert.Equal(502, TransportErrors.AmbiguousHttp(Once, 502, "Bad Gateway").StatusCode);
        Assert.Contains("HTTP status 502 (Bad Gateway)", TransportErrors.AmbiguousHttp(Once, 502, "Bad Gateway").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_the_breaker_delays_reports_for_how_long()
    {
        var error = Sentences.Check(TransportErrors.Blocked(Query, TimeSpan.FromSeconds(3.4)));
        Assert.Equal(("LvbNetwork", LvbErrorReason.Network), (error.ErrorId, error.Reason));
        Assert.Contains("not sent", error.Message, StringComparison.Ordinal);
        Assert.Contains("last 8 calls", error.Message, StringComparison.Ordinal);
        Assert.Contains("in 3.4 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("Test-LvbConnection -Detailed", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_several_attempts_counts_them()
    {
        var one = Error("500", Query);
        Assert.Same(one, TransportErrors.AfterAttempts(Query, one, 1, TimeSpan.FromSeconds(4), null));
        Assert.EndsWith("; 4 attempts over 42 s.",
            TransportErrors.AfterAttempts(Query, one, 4, TimeSpan.FromSeconds(42), null).Message, StringComparison.Ordinal);
        var silent = TransportErrors.AfterAttempts(Query, Error("Timeout", Query), 4, TimeSpan.FromSeconds(42), "lvb.example.com");
        Sentences.Check(silent.Message);
        Assert.StartsWith("Live_Channel_GetStatus for 8888_a: lvb.example.com did not ", silent.Message, StringComparison.Ordinal);
        Assert.Contains("4 attempts over 42 s", silent.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(-5, "0 s")]
    [InlineData(0.04, "0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(10.4, "10 s")]
    [InlineData(90, "90 s")]
    public void Seconds_have_one_decimal_below_ten(double seconds, string text) =>
        Assert.Equal(text, LvbErrors.Seconds(TimeSpan.FromSeconds(seconds)));
}
