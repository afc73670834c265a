using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>The errors of notifications: each is understandable without context and recommends an action.</summary>
public sealed class EventErrorTextTests
{
    private static LvbException Refused(Action action) => Sentences.Check(Assert.Throws<LvbException>(action));

    private static LvbException Malformed(string body)
    {
        var error = Refused(() => NotificationParser.Parse(Encoding.UTF8.GetBytes(body)));
        Assert.Equal("LvbEventMalformed", error.ErrorId);
        Assert.Contains("Pass the whole request body unchanged", error.RecommendedAction, StringComparison.Ordinal);
        return error;
    }

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData(" \u3000\ufeff", "the body is empty")]
    [InlineData("x", "the body is not valid JSON")]
    [InlineData("{", "the body is not valid JSON")]
    [InlineData("{\u00a0", "the body is not valid JSON")]
    [InlineData("[]", "the body is JSON, but not a JSON object")]
    [InlineData("{\"event_type\":\"push\"}", "its event_type is not a number")]
    [InlineData("{\"event_type\":1.5}", "its event_type is not a number")]
    [InlineData("{}", "it has no event_type")]
    [InlineData("{\"tid\":20002}", "it has no event_type")]
    [InlineData("{\"event_type\":1,\"t\":\"x\"}", "the value of its field t is not a Unix time in seconds")]
    public void A_body_that_is_not_a_notification_is_refused_with_the_reason(string body, string reason) =>
        Assert.Equal($"This is not an LVB notification: {reason}.", Malformed(body).Message);

    [Fact]
    public void A_missing_sign_and_a_missing_time_have_different_errors()
    {
        var both = Refused(() => Signed.Read(Signed.With(Signed.Start, ("sign", null), ("t", null))));
        Assert.Contains("has neither t nor sign", both.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-Lvb -CallbackSecretName", both.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("never accepts a notification of this kind without a signature", both.RecommendedAction, StringComparison.Ordinal);
        var sign = Refused(() => Signed.Read(Signed.With(Signed.Start, ("sign", null))));
        Assert.Contains("has the field t, but not the field sign", sign.Message, StringComparison.Ordinal);
        Assert.Equal("LvbEventInvalidSignature", sign.ErrorId);
    }

    [Fact]
    public void An_event_type_that_is_never_signed_is_named_with_the_parameter_that_accepts_it()
    {
        var error = Refused(() => Signed.Read(Encoding.UTF8.GetBytes(Signed.Audit)));
        Assert.Contains("-AllowUnsigned", error.Message, StringComparison.Ordinal);
        Assert.Contains("does not sign notifications of this kind (317)", error.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnsigned", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("the address of the sender", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_sign_and_one_with_an_empty_key_have_different_errors()
    {
        var wrong = Refused(() => Signed.Read(Encoding.UTF8.GetBytes(Signed.Sign(Signed.Start, key: "another"))));
        Assert.Contains("sign does not match t", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("or the API key if none is set", wrong.RecommendedAction, StringComparison.Ordinal);
        var empty = Refused(() => Signed.Read(Encoding.UTF8.GetBytes(Signed.Sign(Signed.Start, key: ""))));
        Assert.Contains("signed with an empty key", empty.Message, StringComparison.Ordinal);
        Assert.Contains("Set a callback key", empty.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-SkipVerification", empty.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_times_are_named()
    {
        var expired = Refused(() => Signed.Read(Signed.Bytes(Signed.Start), Signed.Policy(now: Signed.Now.AddYears(1))));
        Assert.Matches(@"expired at 2023-11-1[45] \d\d:\d\d:\d\d [+-]\d\d:\d\d\.$", expired.Message);
        Assert.Contains("-AllowExpired", expired.RecommendedAction, StringComparison.Ordinal);
        var ahead = Refused(() => Signed.Read(Signed.Bytes(Signed.Start, Signed.T + 3601)));
        Assert.Contains("more than 1h in the future", ahead.Message, StringComparison.Ordinal);
        Assert.Contains("increase -MaximumAhead", ahead.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.AddressAlreadyInUse, "end the process that is using 127.0.0.1:8080")]
    [InlineData(SocketError.AddressAlreadyInUse, "-LocalPort 8080 on Windows, ss -ltnp on Linux")]
    [InlineData(SocketError.AddressNotAvailable, "Use localhost, an address of this machine, or + for all of its addresses.")]
    [InlineData(SocketError.AddressFamilyNotSupported, "Use localhost, an address of this machine, or + for all of its addresses.")]
    [InlineData(SocketError.NetworkDown, "Choose another address or port with -Prefix.")]
    public void An_address_that_cannot_be_bound_has_a_recommendation(SocketError code, string advice)
    {
        var error = EventErrors.ListenFailed("http://localhost:8080/", IPAddress.Loopback, 8080, new SocketException((int)code));
        Assert.Equal("LvbListenFailed", error.ErrorId);
        Assert.StartsWith("Cannot listen on http://localhost:8080/ (127.0.0.1:8080): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
        Sentences.Check(error.RecommendedAction);
    }

    [Fact]
    public void A_name_without_an_address_is_a_listen_error()
    {
        var error = Refused(() => ListenPrefix.Parse("http://no-such-name.invalid:8080/"));
        Assert.Equal("LvbListenFailed", error.ErrorId);
        Assert.Contains("'no-such-name.invalid' cannot be resolved", error.Message, StringComparison.Ordinal);
        Assert.Contains("+ for all of its addresses", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_is_refused_with_examples_and_https_with_an_alternative()
    {
        var https = Refused(() => ListenPrefix.Parse("HTTPS://localhost:8080/"));
        Assert.Equal("-Prefix 'HTTPS://localhost:8080/': TLS is not supported.", https.Message);
        Assert.Contains("reverse proxy", https.RecommendedAction, StringComparison.Ordinal);
        string[] wrong = ["ftp://localhost/", "http://", "http://a:/", "http://a/?b", "http://a/#b", "http://u@a/", "http://a:"];
        foreach (var text in wrong)
        {
            var error = Assert.Throws<LvbException>(() => ListenPrefix.Parse(text));
            Assert.Contains("is not a valid address to listen on.", error.Message, StringComparison.Ordinal);
            Assert.Contains("for example http://localhost:8080/ or http://10.0.0.5:8080/lvb/", error.RecommendedAction,
                StringComparison.Ordinal);
            Assert.Contains("To listen on all addresses, specify http://+:8080/.", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Overlapping_prefixes_are_both_named()
    {
        var group = new ListenerGroup();
        var error = Refused(() => group.Start(
            [ListenPrefix.Parse("http://+:8080/"), ListenPrefix.Parse("http://127.0.0.1:8080/a/")],
            (_, _, _) => throw new InvalidOperationException("Nothing is bound.")));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains("'http://+:8080/' and 'http://127.0.0.1:8080/a/' overlap", error.Message, StringComparison.Ordinal);
        Assert.Contains("distinguish them by path", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spool_that_cannot_be_used_is_named()
    {
        var error = Sentences.Check(EventErrors.SpoolFailed("/var/spool/lvb", "the disk is full."));
        Assert.Equal("LvbSpoolFailed", error.ErrorId);
        Assert.Equal("The spool '/var/spool/lvb' cannot be used: the disk is full.", error.Message);
        Assert.Contains("no other Receive-LvbEvent is using the folder", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_without_a_body_is_refused_and_described()
    {
        Assert.Contains("there is no body.", Refused(() => new EventInput(null).Bodies()).Message, StringComparison.Ordinal);
        Assert.Contains("it contains only an empty list.", Refused(() => new EventInput("[]").Bodies()).Message, StringComparison.Ordinal);
        Assert.Contains("the object (type Version) does not contain a body.",
            Refused(() => new EventInput(new Version(1, 2)).Bodies()).Message, StringComparison.Ordinal);
        object[] deep = ["x"];
        for (var i = 0; i < 20; i++)
        {
            deep = [deep];
        }

        Assert.Contains("nested too deeply", Refused(() => new EventInput(deep).Bodies()).Message, StringComparison.Ordinal);
    }
}
