using System.Text;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator.Api3;

/// <summary>The published vectors of TC3-HMAC-SHA256 and those of the wire contract, against the emulator's own implementation.</summary>
public sealed class Tc3SignatureTests
{
    private const string InstancesBody = """{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}""";
    private const string StateBody = """{"DomainName":"push.example.com","AppName":"live","StreamName":"stream1"}""";
    private const string ForbidBody =
        """{"DomainName":"push.example.com","AppName":"live","StreamName":"3891_@v_tls#3pfnm5fw35qt","Reason":"测试"}""";
    private const string Key1 = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    private const string Key2 = "Gu5t9xGARNpq86cd98joQYCN3*******";
    private const string Json = "application/json; charset=utf-8";
    private const string Cvm = "cvm.tencentcloudapi.com";

    [Theory]
    [InlineData(
        Key1,
        Cvm,
        1551113065,
        Json,
        "",
        InstancesBody,
        "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
        "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168")]
    [InlineData(
        Key2,
        Cvm,
        1551113065,
        Json,
        "",
        InstancesBody,
        "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
        "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c")]
    [InlineData(
        Key2,
        Cvm,
        1551113065,
        Json,
        "DescribeInstances",
        InstancesBody,
        "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
        "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3")]
    [InlineData(
        "********************************",
        Cvm,
        1551113065,
        Json,
        "DescribeInstances",
        InstancesBody,
        "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
        "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f")]
    [InlineData(
        Key1,
        "live.tencentcloudapi.com",
        1735675200,
        Json,
        "DescribeLiveStreamState",
        StateBody,
        "a242da5ab085e41dc8c74a39a942bccefec07a093bc4b4dd89999a1d4152972d",
        "8dccbddd2e4337387cd6da7949daab60edd2565e48367022dce8d9affe10afae")]
    [InlineData(
        Key1,
        "live.intl.tencentcloudapi.com",
        1735689600,
        "application/json",
        "",
        ForbidBody,
        "187ce06c8d9d44bc2ad777fd0c7a7fc7db9e4b57763669c6a99ffa66eb5a7a5f",
        "a1a599094ca22c09d6bc9fb4f6fca11b8b76ffca4d5e46fe6fc602f8443935a6")]
    [InlineData(
        Key1,
        "127.0.0.1:8080",
        1735689599,
        Json,
        "DescribeLiveDomains",
        "{}",
        "b8ae9be3b10fd22b068b8801de60e804159cd5301005837f87dbe0e4695d5c0a",
        "093d464e9f647576d2d766d45f1a1919a512e59b0fbf8a0e1b6d7aaa5181e842")]
    public void Posts_are_signed_as_published(
        string key, string host, long timestamp, string contentType, string action, string body, string canonicalHash, string signature)
    {
        List<KeyValuePair<string, string>> headers = [new("content-type", contentType), new("host", host)];
        if (action.Length > 0)
        {
            headers.Add(new("x-tc-action", action));
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        var service = host == Cvm ? "cvm" : "live";
        Check(key, service, timestamp, "POST", "", headers, Tc3Signature.HashHex(bytes), canonicalHash, signature);
    }

    [Fact]
    public void A_get_is_signed_as_published() => Check(
        Key1,
        "cvm",
        1539084154,
        "GET",
        "Limit=10&Offset=0",
        [new("content-type", "application/x-www-form-urlencoded"), new("host", Cvm)],
        Tc3Signature.HashHex([]),
        "91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7",
        "5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474");

    [Theory]
    [InlineData(InstancesBody, "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064")]
    [InlineData(StateBody, "66a250b4f93e416302fc62254aa9fdb06c104bb45d4b6ce034454984b6f4f5e0")]
    [InlineData(ForbidBody, "b330a973f1078eacd4d028bfb210f475d72d73f58b9d78bc9365276de1563608")]
    [InlineData("{}", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void Bodies_are_hashed_as_published(string body, string hash) =>
        Assert.Equal(hash, Tc3Signature.HashHex(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(Key1, "2019-02-25", "cvm", "ac658d5dde49e9bfdd14e04e062f66b05d9f637d44b8a8d845327d4a77f666b1")]
    [InlineData(Key2, "2019-02-25", "cvm", "8aa8ab5755582f576e94bcfe383b8e29325b0ca90c3590d569221c6a63a091ed")]
    [InlineData(
        "********************************", "2019-02-25", "cvm", "b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af")]
    [InlineData(Key1, "2024-12-31", "live", "5ea4c8b3f51d08e7b67f4f63a99d1e771e90a6e8a9cb3badc6210244b919541d")]
    [InlineData(Key1, "2025-01-01", "live", "e88382fc5146ba1c6937f0d3f4f741f306e7bab882503267806edf98af823343")]
    public void Signing_keys_are_derived_as_published(string key, string date, string service, string signingKey) =>
        Assert.Equal(signingKey, Convert.ToHexStringLower(Tc3Signature.SigningKey(Encoding.UTF8.GetBytes(key), date, service)));

    [Fact]
    public void The_string_to_sign_is_the_published_one() => Assert.Equal(
        "TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n" + Tc3Signature.HashHex(Encoding.UTF8.GetBytes("x")),
        Tc3Signature.StringToSign(1551113065, "2019-02-25/cvm/tc3_request", "x"));

    [Fact]
    public void The_published_authorization_is_read()
    {
        var read = Tc3Authorization.Read(
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
            + "SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
        Assert.Equal(
            new Tc3Authorization(
                "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
                "2019-02-25",
                "cvm",
                "content-type;host",
                "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"),
            read);
    }

    private static void Check(
        string key,
        string service,
        long timestamp,
        string method,
        string query,
        List<KeyValuePair<string, string>> headers,
        string bodyHash,
        string canonicalHash,
        string signature)
    {
        var date = Tc3Signature.Date(timestamp);
        var canonical = Tc3Signature.CanonicalRequest(
            method, "/", query, headers, string.Join(';', headers.Select(header => header.Key)), bodyHash);
        Assert.Equal(canonicalHash, Tc3Signature.HashHex(Encoding.UTF8.GetBytes(canonical)));
        var toSign = Tc3Signature.StringToSign(timestamp, $"{date}/{service}/tc3_request", canonical);
        Assert.Equal(signature, Tc3Signature.Sign(Tc3Signature.SigningKey(Encoding.UTF8.GetBytes(key), date, service), toSign));
    }
}
