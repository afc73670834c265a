namespace TencentLvb.Unit.Transport;

/// <summary>What is shown of addresses, and of texts that others wrote.</summary>
public sealed class LogRedactionTests
{
    private const string Digest = "0f343b0931126a20f133d67c2b018a3b";

    [Fact]
    public void Of_an_address_only_parameters_known_as_harmless_are_shown() => Assert.Equal(
        "http://127.0.0.1:8080/common_access?appid=1250000001&interface=Live_New&Param.s.channel_id=8888_a&Param.s.push_key=<redacted>&sign=<redacted>",
        LogRedaction.Address(
            new Uri("http://127.0.0.1:8080/common_access"),
            [new("appid", "1250000001"), new("interface", "Live_New"), new("Param.s.channel_id", "8888_a"), new("Param.s.push_key", "secret"), new("sign", Digest)]));

    [Theory]
    [InlineData("the digest is " + Digest + ", not this one", "the digest is <redacted>, not this one")]
    [InlineData("0F343B0931126A20F133D67C2B018A3B", "<redacted>")]
    [InlineData("?t=1&sign=abc&x=1", "?t=1&sign=<redacted>&x=1")]
    [InlineData("rtmp://push.example.com/live/a?txSecret=abc&txTime=5C", "rtmp://push.example.com/live/a?txSecret=<redacted>&txTime=5C")]
    [InlineData("""{"sign": "abc", "KEY":"def"}""", """{"sign": "<redacted>", "KEY":"<redacted>"}""")]
    [InlineData("Cookie: skey=abc; token=def", "Cookie: skey=<redacted>; token=<redacted>")]
    [InlineData("the sign is invalid", "the sign is invalid")]
    public void In_what_others_wrote_secrets_are_hidden(string text, string shown) => Assert.Equal(shown, LogRedaction.Foreign(text));
}
