using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>The published vectors of TC3-HMAC-SHA256, and three of the live service: date, port and non-ASCII body.</summary>
public sealed class Tc3SignerTests
{
    private const string Id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
    private const string Key = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    private const string MaskedId = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******";
    private const string MaskedKey = "Gu5t9xGARNpq86cd98joQYCN3*******";
    private const string Stars = "********************************";
    private const string Json = "application/json; charset=utf-8";

    private static readonly Tc3Request Cvm = new()
    {
        Host = "cvm.tencentcloudapi.com",
        ContentType = Json,
        Service = "cvm",
        Timestamp = 1551113065,
        Body = Encoding.UTF8.GetBytes("""{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"""),
    };

    private static readonly Tc3Request Live = new()
    {
        Host = "live.tencentcloudapi.com",
        ContentType = Json,
        Action = "DescribeLiveStreamState",
        Service = "live",
        Timestamp = 1735675200,
        Body = Encoding.UTF8.GetBytes("""{"DomainName":"push.example.com","AppName":"live","StreamName":"stream1"}"""),
    };

    private static readonly Tc3Request Intl = new()
    {
        Host = "live.intl.tencentcloudapi.com",
        ContentType = "application/json",
        Service = "live",
        Timestamp = 1735689600,
        Body = Encoding.UTF8.GetBytes(
            """{"DomainName":"push.example.com","AppName":"live","StreamName":"3891_@v_tls#3pfnm5fw35qt","Reason":"测试"}"""),
    };

    private static readonly Tc3Request Loopback = new()
    {
        Host = "127.0.0.1:8080",
        ContentType = Json,
        Action = "DescribeLiveDomains",
        Service = "live",
        Timestamp = 1735689599,
        Body = Encoding.UTF8.GetBytes("{}"),
    };

    private static readonly Tc3Request Get = new()
    {
        Method = "GET",
        Query = "Limit=10&Offset=0",
        Host = "cvm.tencentcloudapi.com",
        ContentType = "application/x-www-form-urlencoded",
        Service = "cvm",
        Timestamp = 1539084154,
        Body = [],
    };

    [Theory]
    [InlineData(Id, Key, false, "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168")]
    [InlineData(MaskedId, MaskedKey, false, "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c")]
    [InlineData(MaskedId, MaskedKey, true, "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3")]
    [InlineData("AKID" + Stars, Stars, true, "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f")]
    public void Signs_the_published_post_vectors(string id, string key, bool signsAction, string signature) => Assert.Equal(
        $"TC3-HMAC-SHA256 Credential={id}/2019-02-25/cvm/tc3_request, "
            + $"SignedHeaders={(signsAction ? "content-type;host;x-tc-action" : "content-type;host")}, Signature={signature}",
        Tc3Signer.Authorize(Cvm with { Action = signsAction ? "DescribeInstances" : null }, id, Make.Key(key)));

    [Fact]
    public void Headers_are_signed_without_surrounding_white_space() => Assert.Equal(
        Tc3Signer.CanonicalRequest(Live), Tc3Signer.CanonicalRequest(Live with { ContentType = " " + Json + "\t" }));

    [Fact]
    public void Header_names_are_signed_in_lower_case()
    {
        var action = new string('A', 5000) + "ÄÉ";
        Assert.Contains(
            "\nx-tc-action:" + action.ToLowerInvariant() + "\n", Tc3Signer.CanonicalRequest(Live with { Action = action }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_the_published_get_vector()
    {
        Assert.Equal("91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7", HashOf(Tc3Signer.CanonicalRequest(Get)));
        Assert.EndsWith("Signature=5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474",
            Tc3Signer.Authorize(Get, Id, Make.Key(Key)), StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_with_the_utc_date_when_china_is_in_another_year() =>
        Check(Live, 73, "66a250b4f93e416302fc62254aa9fdb06c104bb45d4b6ce034454984b6f4f5e0",
            "a242da5ab085e41dc8c74a39a942bccefec07a093bc4b4dd89999a1d4152972d",
            "2024-12-31", "8dccbddd2e4337387cd6da7949daab60edd2565e48367022dce8d9affe10afae");

    [Fact]
    public void Signs_a_non_ascii_body_without_the_action() =>
        Check(Intl, 108, "b330a973f1078eacd4d028bfb210f475d72d73f58b9d78bc9365276de1563608",
            "187ce06c8d9d44bc2ad777fd0c7a7fc7db9e4b57763669c6a99ffa66eb5a7a5f",
            "2025-01-01", "a1a599094ca22c09d6bc9fb4f6fca11b8b76ffca4d5e46fe6fc602f8443935a6");

    [Fact]
    public void Signs_a_host_with_a_port_for_the_live_product() =>
        Check(Loopback, 2, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            "b8ae9be3b10fd22b068b8801de60e804159cd5301005837f87dbe0e4695d5c0a",
            "2024-12-31", "093d464e9f647576d2d766d45f1a1919a512e59b0fbf8a0e1b6d7aaa5181e842");

    [Fact]
    public void Canonical_request_and_string_to_sign_equal_the_published_texts()
    {
        Assert.Equal(
            "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:cvm.tencentcloudapi.com\n\ncontent-type;host\n"
                + "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064",
            Tc3Signer.CanonicalRequest(Cvm));
        Assert.Equal(
            "TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
            Tc3Signer.StringToSign(Cvm));
        Assert.Equal(
            "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:cvm.tencentcloudapi.com\n"
                + "x-tc-action:describeinstances\n\ncontent-type;host;x-tc-action\n"
                + "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064",
            Tc3Signer.CanonicalRequest(Cvm with { Action = "DescribeInstances" }));
        Assert.Equal(
            "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
            HashOf(Tc3Signer.CanonicalRequest(Cvm with { Action = "DescribeInstances" })));
    }

    [Theory]
    [InlineData(Key, "2019-02-25", "cvm", "ac658d5dde49e9bfdd14e04e062f66b05d9f637d44b8a8d845327d4a77f666b1")]
    [InlineData(MaskedKey, "2019-02-25", "cvm", "8aa8ab5755582f576e94bcfe383b8e29325b0ca90c3590d569221c6a63a091ed")]
    [InlineData(Stars, "2019-02-25", "cvm", "b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af")]
    [InlineData(Key, "2024-12-31", "live", "5ea4c8b3f51d08e7b67f4f63a99d1e771e90a6e8a9cb3badc6210244b919541d")]
    [InlineData(Key, "2025-01-01", "live", "e88382fc5146ba1c6937f0d3f4f741f306e7bab882503267806edf98af823343")]
    public void Derives_the_published_signing_keys(string key, string date, string service, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(SigningKey(key, date, service)));

    [Fact]
    public void Keys_of_every_length_give_the_hmac_of_the_platform()
    {
        for (var length = 1; length <= 200; length++)
        {
            var key = new string('k', length);
            var ofDate = HMACSHA256.HashData(Encoding.UTF8.GetBytes("TC3" + key), "2026-01-31"u8);
            var expected = HMACSHA256.HashData(HMACSHA256.HashData(ofDate, "live"u8), "tc3_request"u8);
            Assert.Equal(expected, SigningKey(key, "2026-01-31", "live"));
        }
    }

    [Fact]
    public void Key_bytes_are_cleared_after_use()
    {
        var key = KeyBytes.Of("TC3", Make.Key("secret-é"));
        var bytes = key.Value;
        Assert.Equal("TC3secret-é", Encoding.UTF8.GetString(bytes));

        key.Dispose();

        Assert.All(bytes, b => Assert.Equal(0, b));
    }

    private static void Check(Tc3Request request, int length, string bodyHash, string requestHash, string date, string signature)
    {
        Assert.Equal(length, request.Body.Length);
        Assert.Equal(bodyHash, Tc3Signer.Hash(request.Body));
        Assert.Equal(requestHash, HashOf(Tc3Signer.CanonicalRequest(request)));
        var names = request.Action is null ? "content-type;host" : "content-type;host;x-tc-action";
        Assert.Equal(
            $"TC3-HMAC-SHA256 Credential={Id}/{date}/live/tc3_request, SignedHeaders={names}, Signature={signature}",
            Tc3Signer.Authorize(request, Id, Make.Key(Key)));
    }

    private static byte[] SigningKey(string key, string date, string service)
    {
        var derived = new byte[Tc3Signer.KeyLength];
        Tc3Signer.DeriveKey(derived, Make.Key(key), date, service);
        return derived;
    }

    private static string HashOf(string text) => Tc3Signer.Hash(Encoding.UTF8.GetBytes(text));
}
