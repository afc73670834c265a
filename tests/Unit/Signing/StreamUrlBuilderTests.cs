namespace TencentLvb.Unit.Signing;

public sealed class StreamUrlBuilderTests
{
    private static readonly System.Security.SecureString Key = Make.Key("aabbccdd001122333444");

    [Fact]
    public void Matches_the_vector_of_the_contract() => Assert.Equal(
        "rtmp://8888.livepush.myqcloud.com/live/8888_test?bizid=8888&txSecret=ffc8cc832447ea92335df69970e6ce25&txTime=5943874C",
        StreamUrlBuilder.Push("8888.livepush.myqcloud.com", "live", "8888_test", Key, 0x5943874C));

    [Fact]
    public void A_custom_domain_has_no_bizid() => Assert.Equal(
        "rtmp://push.example.com/live/8888_test?txSecret=ffc8cc832447ea92335df69970e6ce25&txTime=5943874C",
        StreamUrlBuilder.Push("push.example.com", "live", "8888_test", Key, 0x5943874C));

    [Theory]
    [InlineData(LvbStreamProtocol.Rtmp, "rtmp://play.example.com/live/8888_test")]
    [InlineData(LvbStreamProtocol.Flv, "http://play.example.com/live/8888_test.flv")]
    [InlineData(LvbStreamProtocol.Hls, "http://play.example.com/live/8888_test.m3u8")]
    public void Playback_addresses_are_signed_when_there_is_a_key(object protocol, string address)
    {
        Assert.Equal(address, StreamUrlBuilder.Play((LvbStreamProtocol)protocol, "play.example.com", "live", "8888_test", null, 0));
        Assert.Equal(
            address + "?txSecret=ffc8cc832447ea92335df69970e6ce25&txTime=5943874C",
            StreamUrlBuilder.Play((LvbStreamProtocol)protocol, "play.example.com", "live", "8888_test", Key, 0x5943874C));
    }

    [Fact]
    public void The_address_is_encoded_and_the_signature_covers_the_plain_id()
    {
        const string id = "3891_@v#3/ü";
        var address = StreamUrlBuilder.Push("push.example.com", "live", id, Key, 0x5943874C);
        Assert.StartsWith("rtmp://push.example.com/live/3891_%40v%233%2F%C3%BC?txSecret=", address, StringComparison.Ordinal);
        Assert.Contains(LvbSigner.Sign(Key, id + "5943874C"), address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8888_a+b", "8888_a%2Bb")]
    [InlineData("8888_直播", "8888_%E7%9B%B4%E6%92%AD")]
    [InlineData("8888_a%2Bb", "8888_a%252Bb")]
    [InlineData("8888_a/b", "8888_a%2Fb")]
    [InlineData("8888_a?b=1", "8888_a%3Fb%3D1")]
    [InlineData("8888_a&b", "8888_a%26b")]
    [InlineData("3891_@v_tls#3p", "3891_%40v_tls%233p")]
    public void Every_id_is_encoded_once(string id, string encoded)
    {
        Assert.StartsWith(
            $"rtmp://push.example.com/live/{encoded}?txSecret={LvbSigner.Sign(Key, id + "5943874C")}&",
            StreamUrlBuilder.Push("push.example.com", "live", id, Key, 0x5943874C),
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"http://play.example.com/live/{encoded}.flv?txSecret={LvbSigner.Sign(Key, id + "5943874C")}&",
            StreamUrlBuilder.Play(LvbStreamProtocol.Flv, "play.example.com", "live", id, Key, 0x5943874C),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_expiry_after_2106_has_nine_digits() => Assert.EndsWith(
        $"?txSecret={LvbSigner.Sign(Key, "8888_test10000F680")}&txTime=10000F680",
        StreamUrlBuilder.Push("push.example.com", "live", "8888_test", Key,
            DateTimeOffset.Parse("2106-02-08T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("8888.livepush.myqcloud.com", true)]
    [InlineData("localhost:1935", true)]
    [InlineData("rtmp://8888.livepush.myqcloud.com", false)]
    [InlineData("push.example.com/live", false)]
    [InlineData("push.example.com?x", false)]
    [InlineData("user@push.example.com", false)]
    [InlineData("push example.com", false)]
    [InlineData("", false)]
    public void A_domain_is_a_host_name(string domain, bool allowed) => Assert.Equal(allowed, StreamUrlBuilder.IsDomain(domain));

    [Fact]
    public void The_account_is_read_from_its_domain_in_any_case() => Assert.Contains(
        "?bizid=8888&", StreamUrlBuilder.Push("8888.LivePush.MyQCloud.com", "live", "a", Key, 1), StringComparison.Ordinal);

    [Theory]
    [InlineData("live", true)]
    [InlineData("my.app-1_~", true)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("", false)]
    [InlineData("live/", false)]
    [InlineData("a b", false)]
    public void A_path_is_one_segment(string app, bool allowed) => Assert.Equal(allowed, StreamUrlBuilder.IsAppName(app));

    [Theory]
    [InlineData("8888_news", true)]
    [InlineData("3891_@v_tls#3pfnm5fw35qt", true)]
    [InlineData("a b", false)]
    [InlineData("a\u0001", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    public void Some_ids_are_not_allowed_in_an_address(string id, bool allowed) => Assert.Equal(allowed, StreamUrlBuilder.CanHold(id));

    [Fact]
    public void An_unpaired_surrogate_is_not_allowed_in_an_address() => Assert.False(StreamUrlBuilder.CanHold("a\ud800"));
}
