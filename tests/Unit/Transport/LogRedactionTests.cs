namespace TencentLvb.Unit.Transport;

/// <summary>What is shown of addresses and of external text.</summary>
public sealed class LogRedactionTests
{
    private const string Digest = "0f343b0931126a20f133d67c2b018a3b";

    [Fact]
    public void Only_parameters_known_to_be_harmless_are_shown_of_an_address() => Assert.Equal(
        "http://127.0.0.1:8080/common_access?appid=1250000001&interface=Live_New&Param.s.channel_id=8888_a&Param.s.push_key=<redacted>&"
            + "sign=<redacted>",
        Lvb2Url.Printable(
            Make.Account(new Uri("http://127.0.0.1:8080/common_access")),
            new Lvb2Request<int>(
                new WireParameters(Lvb2Interface.Unknown("Live_New", LvbHost.Business))
                    .AddWire("Param.s.channel_id", "8888_a").AddWire("Param.s.push_key", "secret").AddWire("sign", Digest),
                _ => 0)));

    [Theory]
    [InlineData("the digest is " + Digest + ", not this one", "the digest is <redacted>, not this one")]
    [InlineData("0F343B0931126A20F133D67C2B018A3B", "<redacted>")]
    [InlineData("?t=1&sign=abc&x=1", "?t=1&sign=<redacted>&x=1")]
    [InlineData("rtmp://push.example.com/live/a?txSecret=abc&txTime=5C", "rtmp://push.example.com/live/a?txSecret=<redacted>&txTime=5C")]
    [InlineData("""{"sign": "abc", "KEY":"def"}""", """{"sign": "<redacted>", "KEY":"<redacted>"}""")]
    [InlineData("Cookie: skey=abc; token=def", "Cookie: skey=<redacted>; token=<redacted>")]
    [InlineData("""{"TmpSecretKey":"abc","CallbackKey": "def"}""", """{"TmpSecretKey":"<redacted>","CallbackKey": "<redacted>"}""")]
    [InlineData("X-TC-Token: abc", "X-TC-Token: <redacted>")]
    [InlineData("http%3A%2F%2Fx%2F%3Ft%3D1%26sign%3D" + Digest + "\"", "http%3A%2F%2Fx%2F%3Ft%3D1%26sign%3D<redacted>\"")]
    [InlineData("%253Ft%253D1%2526sign%253Dabc", "%253Ft%253D1%2526sign%253D<redacted>")]
    [InlineData("x?t=1\\u0026sign\\u003dabc\"", "x?t=1\\u0026sign\\u003d<redacted>\"")]
    [InlineData("x?t=1&amp;sign&#61;abc", "x?t=1&amp;sign&#61;<redacted>")]
    [InlineData("\\\"sign\\\":\\\"abc\\\"", "\\\"sign\\\":\\\"<redacted>\"")]
    [InlineData("%22secretKey%22%3A%22abc%22", "%22secretKey%22%3A%22<redacted>")]
    [InlineData("_" + Digest + "x", "_<redacted>x")]
    [InlineData("sign%3D" + Digest, "sign%3D<redacted>")]
    [InlineData("%3D" + Digest, "%<redacted>")]
    [InlineData("a design=old one", "a design=old one")]
    [InlineData("the sign is invalid", "the sign is invalid")]
    [InlineData("TC3-HMAC-SHA256 Signature=72e494ea8", "TC3-HMAC-SHA256 Signature=<redacted>")]
    [InlineData(Digest + Digest, "<redacted>")]
    [InlineData("no route to http://bob:hunter2@proxy.example.com:8080/x", "no route to http://***@proxy.example.com:8080/x")]
    [InlineData("http://bob:p@ss@proxy.example.com", "http://***@proxy.example.com")]
    [InlineData("http://a.example.com/x?mail=a@b", "http://a.example.com/x?mail=a@b")]
    [InlineData("bad \u001b[31mred\r\nWARNING: fake", "bad \ufffd[31mred  WARNING: fake")]
    public void Secrets_are_hidden_in_external_text(string text, string shown) => Assert.Equal(shown, LogRedaction.Foreign(text));

    [Theory]
    [InlineData(501)]
    [InlineData(3_000_000)]
    public void External_text_is_cut(int length)
    {
        var shown = LogRedaction.Foreign(new string('x', length));
        Assert.InRange(shown.Length, 1, 500);
        Assert.EndsWith("...", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_at_the_cut_is_not_shown_in_part()
    {
        for (var before = 3960; before < 4010; before++)
        {
            var text = "sign=" + new string('x', before) + " " + Digest + new string('y', 10_000);
            Assert.DoesNotContain(Digest[..8], LogRedaction.Foreign(text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("Not Found", " (Not Found)")]
    [InlineData("x\u001b[31mred\u001b]0;T\u0007", " (x\ufffd[31mred\ufffd]0;T\ufffd)")]
    public void A_reason_phrase_is_external_text_too(string? phrase, string shown) => Assert.Equal(shown, LogRedaction.Reason(phrase));

    [Fact]
    public void An_error_stays_on_its_line()
    {
        var error = new LvbException("LvbTest", "The stream 'a\u001b[2J\nb' failed.", "Run it: x 'a\nb'");
        Assert.DoesNotContain(error.Message + error.RecommendedAction, char.IsControl);
    }
}
