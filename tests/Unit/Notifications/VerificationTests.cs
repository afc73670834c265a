using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Notifications;

public sealed class VerificationTests
{
    private const string Invalid = "LvbEventInvalidSignature";
    private const string Expired = "LvbEventExpired";
    private const string Malformed = "LvbEventMalformed";

    public static TheoryData<string> Kinds => new() { Signed.Start, Signed.End, Signed.Tape, Signed.Picture };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_correct_sign_makes_a_verified_event(string body) => Assert.True(Signed.Read(Signed.Bytes(body)).Event.Verified);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_sign_of_another_key_is_refused(string body) =>
        Assert.Equal(Invalid, ErrorId(Encoding.UTF8.GetBytes(Signed.Sign(body, key: "another"))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_missing_sign_is_refused(string body) => Assert.Equal(Invalid, ErrorId(Signed.With(body, ("sign", null))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_missing_t_is_refused(string body) => Assert.Equal(Invalid, ErrorId(Signed.With(body, ("t", null))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AllowUnsigned_does_not_accept_event_types_that_are_signed(string body) =>
        Assert.Equal(Invalid, ErrorId(Signed.With(body, ("sign", null), ("t", null)), Signed.Policy(unsigned: true)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_upper_case_sign_is_accepted(string body)
    {
        string sign = LvbSigner.Sign(Signed.Key, Signed.T).ToUpperInvariant();
        Assert.True(Signed.Read(Signed.With(body, ("sign", sign))).Event.Verified);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void T_may_be_text(string body) => Assert.True(Signed.Read(Signed.With(body, ("t", "1700000600"))).Event.Verified);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("0")]
    [InlineData("zz")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("gggggggggggggggggggggggggggggggg")]
    public void An_invalid_sign_is_refused(string sign) => Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Start, ("sign", sign))));

    [Fact]
    public void A_sign_one_digit_too_short_or_long_is_refused()
    {
        string sign = LvbSigner.Sign(Signed.Key, Signed.T);
        Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Start, ("sign", sign[1..]))));
        Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Start, ("sign", sign + "0"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(31)]
    public void Every_digit_of_the_sign_counts(int place)
    {
        char[] sign = LvbSigner.Sign(Signed.Key, Signed.T).ToCharArray();
        sign[place] = sign[place] == '0' ? '1' : '0';
        Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Start, ("sign", new string(sign)))));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("true")]
    public void A_sign_of_another_json_type_is_refused(string sign) =>
        Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Start, ("sign", JsonNode.Parse(sign)))));

    [Fact]
    public void The_sign_of_another_time_is_refused() =>
        Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Start, ("t", Signed.T + 1))));

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("\"-5\"")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("1e9")]
    [InlineData("\"\"")]
    [InlineData("99999999999999999999")]
    [InlineData("\"000000000000000000000000000000001700000600\"")]
    public void A_t_that_is_not_a_number_of_seconds_is_malformed(string t) =>
        Assert.Equal(Malformed, ErrorId(Signed.With(Signed.Start, ("t", JsonNode.Parse(t)))));

    [Fact]
    public void At_t_itself_it_is_still_valid() =>
        Assert.True(Signed.Read(Signed.Bytes(Signed.Start), Signed.Policy(now: DateTimeOffset.FromUnixTimeSeconds(Signed.T)))
            .Event.Verified);

    [Fact]
    public void A_second_after_t_it_is_expired() =>
        Assert.Equal(Expired, ErrorId(Signed.Bytes(Signed.Start), Signed.Policy(now: DateTimeOffset.FromUnixTimeSeconds(Signed.T + 1))));

    [Fact]
    public void AllowExpired_accepts_it_anyway()
    {
        UnverifiedEvent read = Signed.Read(Signed.Bytes(Signed.Start), Signed.Policy(expired: true, now: Signed.Now.AddYears(3)));
        Assert.True(read.Event.Verified);
    }

    [Fact]
    public void AllowExpired_does_not_accept_a_wrong_sign() =>
        Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Start, ("sign", new string('0', 32))),
            Signed.Policy(expired: true, now: Signed.Now.AddYears(3))));

    [Fact]
    public void A_wrong_sign_is_reported_before_the_time() =>
        Assert.Equal(Invalid, ErrorId(Encoding.UTF8.GetBytes(Signed.Sign(Signed.Start, 5, "another"))));

    [Theory]
    [InlineData(3600, true)]
    [InlineData(3601, false)]
    [InlineData(4_000_000_000_000, false)]
    [InlineData(9_000_000_000_000_000_000, false)]
    public void T_is_at_most_an_hour_ahead(long ahead, bool good)
    {
        byte[] body = Signed.Bytes(Signed.Start, Signed.Now.ToUnixTimeSeconds() + ahead);
        if (good)
        {
            Assert.True(Signed.Read(body).Event.Verified);
        }
        else
        {
            Assert.Equal(Expired, ErrorId(body));
        }
    }

    [Fact]
    public void The_hour_can_be_changed()
    {
        var policy = new EventPolicy { Now = () => Signed.Now, MaximumAhead = TimeSpan.FromMinutes(5) };
        Assert.Equal(Expired, ErrorId(Signed.Bytes(Signed.Start), policy));
    }

    [Fact]
    public void Image_audits_are_refused_without_AllowUnsigned() => Assert.Equal(Invalid, ErrorId(Encoding.UTF8.GetBytes(Signed.Audit)));

    [Fact]
    public void Image_audits_are_accepted_unverified_with_AllowUnsigned()
    {
        LvbEvent told = Signed.Read(Encoding.UTF8.GetBytes(Signed.Audit), Signed.Policy(unsigned: true)).Event;
        Assert.Equal((LvbEventType.ImageAudit, false, "8888_a"), (told.EventType, told.Verified, told.StreamId));
        Assert.Null(told.ExpiresAt);
    }

    [Fact]
    public void A_signed_image_audit_is_verified_like_any_other()
    {
        Assert.True(Signed.Read(Signed.Bytes(Signed.Audit)).Event.Verified);
        Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Audit, ("sign", "00")), Signed.Policy(unsigned: true)));
        Assert.Equal(Invalid, ErrorId(Signed.With(Signed.Audit, ("sign", null)), Signed.Policy(unsigned: true)));
    }

    public static TheoryData<string> UnsignedKinds => new()
    {
        """{"appid":4,"callback_event":"TaskStart","event_type":314,"interface":"general_callback","msg":"{\"task_start_time\":"""
            + """0}","source_urls":"[]\n","stream_id":"","task_id":"118148"}""",
        """{"appid":4,"callback_event":"TaskExit","event_type":"314","interface":"general_callback","task_id":"118148","to_url":"rtmp:"""
        + """//x"}""",
        """{"appid":0,"data_time":1670588074971,"domain":"p.example.com","event_type":321"""
            + ""","path":"live","sequence":"0","stream_id":"s","abnormal_event":[]}""",
        """{"event_type":317,"streamId":"s","img":"http://pictures.example.com/a.jpg","t":"","sign":""}""",
        """{"event_type":321,"stream_id":"s","t":null,"sign":null}""",
    };

    [Theory]
    [MemberData(nameof(UnsignedKinds))]
    public void Event_types_without_a_sign_are_accepted_unverified_with_AllowUnsigned(string body)
    {
        Assert.False(Signed.Read(Encoding.UTF8.GetBytes(body), Signed.Policy(unsigned: true)).Event.Verified);
        var error = Assert.Throws<LvbException>(() => Signed.Read(Encoding.UTF8.GetBytes(body)));
        Assert.Equal(Invalid, error.ErrorId);
        Assert.Contains("-AllowUnsigned", error.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnsigned", error.RecommendedAction, StringComparison.Ordinal);
        // Signed in its newer form: then the sign counts.
        Assert.True(Signed.Read(Signed.Bytes(body)).Event.Verified);
        Assert.Equal(Invalid, ErrorId(Signed.With(body, ("sign", new string('0', 32))), Signed.Policy(unsigned: true)));
        Assert.Equal(Invalid, ErrorId(Signed.With(body, ("sign", null)), Signed.Policy(unsigned: true)));
        Assert.Equal(Invalid, ErrorId(Signed.With(body, ("t", null)), Signed.Policy(unsigned: true)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_a_callback_key_the_refusal_names_it(string body)
    {
        string empty = LvbSigner.Sign(Signed.Secure(""), Signed.T);
        foreach (byte[] unsigned in new[] { Encoding.UTF8.GetBytes(body), Signed.With(body, ("t", ""), ("sign", "")),
            Signed.With(body, ("sign", empty)) })
        {
            var error = Assert.Throws<LvbException>(() => Signed.Read(unsigned, Signed.Policy(unsigned: true)));
            Assert.Equal(Invalid, error.ErrorId);
            Assert.Contains("callback key", error.Message, StringComparison.Ordinal);
            Assert.Contains("-CallbackSecretName", error.RecommendedAction, StringComparison.Ordinal);
            Assert.Contains("-SkipVerification", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Unknown_event_types_need_a_sign_too()
    {
        const string Body = """{"event_type":347,"stream_id":"s"}""";
        Assert.True(Signed.Read(Signed.Bytes(Body)).Event.Verified);
        Assert.Equal(Invalid, ErrorId(Encoding.UTF8.GetBytes(Body), Signed.Policy(unsigned: true)));
    }

    [Fact]
    public void SkipVerification_needs_no_key()
    {
        var reader = new NotificationReader(new EventPolicy { SkipVerification = true }, () => throw new InvalidOperationException());
        Assert.False(reader.Read(Encoding.UTF8.GetBytes(Signed.Start), Signed.Now).Event.Verified);
        Assert.False(reader.Read(Signed.Bytes(Signed.Start, 5), Signed.Now).Event.Verified);
    }

    [Fact]
    public void Errors_contain_neither_key_nor_sign()
    {
        var error = Assert.Throws<LvbException>(() => Signed.Read(Encoding.UTF8.GetBytes(Signed.Sign(Signed.Start, key: "another"))));
        string all = error + error.RecommendedAction;
        Assert.DoesNotContain(Signed.KeyText, all, StringComparison.Ordinal);
        Assert.DoesNotContain(LvbSigner.Sign(Signed.Key, Signed.T), all, StringComparison.Ordinal);
    }

    private static string ErrorId(byte[] body, EventPolicy? policy = null)
        => Assert.Throws<LvbException>(() => Signed.Read(body, policy)).ErrorId;
}
